import { invalid } from "./errors.ts";

/** Tokens tell after which entry a page begins. */
export const tokenOf = (after: string | number): string => Buffer.from(JSON.stringify(after)).toString("base64url");

/** What a token tells; undefined for none. Throws ValidationException for one that was not given out here. */
export function afterOf<Kind extends "string" | "number">(
  token: string | undefined,
  kind: Kind,
): (Kind extends "string" ? string : number) | undefined {
  if (token === undefined) return undefined;
  try {
    const after: unknown = JSON.parse(Buffer.from(token, "base64url").toString());
    if (typeof after === kind) return after as never;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw invalid({ path: "nextToken", message: `${token} was not given out here` });
}

/** How many entries a page has: what was asked for, else `otherwise`. Throws ValidationException. */
export function pageSize(asked: number | undefined, otherwise: number, most: number): number {
  const size = asked ?? otherwise;
  if (Number.isInteger(size) && size >= 1 && size <= most) return size;
  throw invalid({ path: "maxResults", message: `must be 1 to ${most}` });
}

/** One page of what was asked for with one entry more than fits. */
export function pageOf<T extends { readonly name: string }>(found: readonly T[], size: number) {
  const entries = found.slice(0, size);
  return { entries, nextToken: found.length > size ? tokenOf(entries.at(-1)?.name ?? "") : undefined };
}
