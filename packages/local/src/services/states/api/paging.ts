import { AwsError } from "../../../error.ts";
import { invalid } from "./check.ts";

const MOST = 1000;
const USUAL = 100;

interface Page<T> {
  readonly items: T[];
  readonly nextToken?: string;
}

/** How many entries a page may have: `maxResults`, 100 when it is not given or 0. */
export function pageSize(maxResults: number | undefined): number {
  if (maxResults === undefined || maxResults === 0) return USUAL;
  if (!Number.isInteger(maxResults) || maxResults < 0 || maxResults > MOST) {
    throw invalid(`Value '${maxResults}' at 'maxResults' must be a whole number from 0 to ${MOST}`);
  }
  return maxResults;
}

/** Cuts one entry too many off, and makes of the last one that stays where the next page begins. */
export function pageOf<T>(rows: T[], size: number, mark: (last: T) => unknown): Page<T> {
  const items = rows.slice(0, size);
  const last = items.at(-1);
  if (rows.length <= size || last === undefined) return { items };
  return { items, nextToken: Buffer.from(JSON.stringify(mark(last))).toString("base64url") };
}

/** Where a page begins; undefined for the first. Throws InvalidToken. */
export function readMark<T>(nextToken: string | undefined, accepts: (mark: unknown) => mark is T): T | undefined {
  if (nextToken === undefined) return undefined;
  try {
    const mark: unknown = JSON.parse(Buffer.from(nextToken, "base64url").toString());
    if (accepts(mark)) return mark;
  } catch {
    // What cannot be read is refused below like what says something else.
  }
  throw new AwsError("InvalidToken", "Invalid Token: 'nextToken' is not of an earlier answer to this request");
}
