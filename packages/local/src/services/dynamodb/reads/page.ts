import type { Context } from "../context.ts";
import type { Condition } from "../expressions/condition.ts";
import { meets } from "../expressions/condition-evaluation.ts";
import { rootsOf } from "../expressions/condition-roots.ts";
import { type PathTree, project } from "../expressions/projection.ts";
import { projected } from "../items/capacity.ts";
import type { Item } from "../values/attribute-value.ts";
import { itemSize } from "../values/size.ts";
import type { KeyRange } from "./key-range.ts";
import { membersOf } from "./members-of.ts";
import { positionAttributes, positionOf, type Source } from "./source.ts";

/** Reading stops behind the item with which this is reached. */
const LARGEST_PAGE = 1024 * 1024;

export interface PageRequest {
  readonly source: Source;
  readonly range: KeyRange;
  readonly forward: boolean;
  /** How many items are looked at, at most; filtered ones count. */
  readonly limit: number | undefined;
  readonly filter: Condition | undefined;
  /** The attributes to return; undefined: all that the source holds. */
  readonly projection: PathTree | undefined;
  /** Return and filter whole items although the index holds only parts of them. */
  readonly whole: boolean;
  readonly countOnly: boolean;
}

export interface Page {
  readonly items: Item[];
  readonly count: number;
  readonly scanned: number;
  /** What was read, for capacity. */
  readonly bytes: number;
  readonly last: Item | undefined;
}

interface Row {
  readonly bytes: number;
  readonly item: string;
}

/** Reads one page: a range scan over SQLite's index that ends with the page. */
export function readPage(context: Context, request: PageRequest): Page {
  const { source, limit = Number.POSITIVE_INFINITY } = request;
  const partial = !request.whole && source.index !== undefined && source.index.projection.type !== "ALL";
  const looked = partial ? undefined : lookedAt(request);
  const read = ({ item }: Row): Item => JSON.parse(looked ? membersOf(item, looked) : item);
  const items: Item[] = [];
  let [count, scanned, bytes] = [0, 0, 0];
  let last: Item | undefined;
  for (const row of rows(context, request)) {
    scanned++;
    const full = scanned >= limit;
    // A count without a filter need not look into items, but for the last one of a page.
    const item = partial || request.filter || !request.countOnly || full ? read(row) : undefined;
    const held = item && source.index && partial ? projected(source.table, source.index, item) : item;
    bytes += held && partial ? itemSize(held) : row.bytes;
    if (!request.filter || (held && meets(held, request.filter))) {
      count++;
      if (held && !request.countOnly) items.push(request.projection ? project(held, request.projection) : held);
    }
    if (full || bytes >= LARGEST_PAGE) {
      last = positionOf(source, item ?? read(row));
      break;
    }
  }
  return { items, count, scanned, bytes, last };
}

/** The attributes at which a request with a projection looks; undefined: all that there are. */
function lookedAt({ source, filter, projection }: PageRequest): ReadonlySet<string> | undefined {
  if (!projection) return undefined;
  const names = new Set([...projection.keys()].map(String));
  for (const { name } of positionAttributes(source)) names.add(name);
  return filter ? rootsOf(filter, names) : names;
}

function rows({ cloud: { database } }: Context, { source, range, forward }: PageRequest): IterableIterator<Row> {
  const order = forward ? "" : "DESC";
  if (source.index) {
    return database.iterate<Row>(
      `SELECT bytes, item FROM dynamodb_entries AS entry JOIN dynamodb_items ON id = item_id
       WHERE index_id = ? AND entry.key >= ? AND entry.key < ? ORDER BY entry.key ${order}`,
      source.index.id,
      range.from,
      range.to,
    );
  }
  return database.iterate<Row>(
    `SELECT bytes, item FROM dynamodb_items WHERE table_id = ? AND key >= ? AND key < ? ORDER BY key ${order}`,
    source.table.id,
    range.from,
    range.to,
  );
}
