import { AppError } from "../error.ts";

/** Where a page begins in the ranking of its query. A ranking that changes meanwhile may show a moment twice or not at all. */
export const encodeCursor = (from: number): string => Buffer.from(JSON.stringify({ from })).toString("base64url");

/** Throws `invalid` for anything that `encodeCursor` did not give. */
export function decodeCursor(cursor: string): number {
  const from = fromOf(Buffer.from(cursor, "base64url").toString());
  if (from !== undefined) return from;
  throw new AppError("invalid", "cursor is not one that a search gave");
}

function fromOf(text: string): number | undefined {
  const [, digits] = /^\{"from":(\d{1,9})\}$/.exec(text) ?? [];
  return digits === undefined ? undefined : Number(digits);
}
