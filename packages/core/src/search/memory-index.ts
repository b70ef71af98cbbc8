import { createFacets, type FacetCounter } from "./facets.ts";
import { append, emptyPostings, type Postings } from "./postings.ts";
import type { SegmentRow } from "./publish.ts";
import type { IndexedScene, SegmentAsset } from "./segment.schema.ts";

/** A scene in the index. `asset` is shared by all scenes of a row. */
export interface Document {
  readonly assetId: string;
  /** Its number within the asset. */
  readonly scene: number;
  readonly asset: SegmentAsset;
  readonly shown: Omit<IndexedScene, "terms">;
}

/** The postings of a workspace in memory, kept up with the table row by row. */
export interface MemoryIndex {
  /** Documents by number; undefined where one was replaced or is gone. */
  readonly documents: (Document | undefined)[];
  /** Of each document the sum of the weights of its terms, which is its length for ranking. */
  readonly lengths: number[];
  readonly facets: FacetCounter;
  readonly postings: Map<string, Postings>;
  /** How many documents there are, and the sum of their lengths. */
  live: number;
  totalLength: number;
}

interface Row {
  readonly changedAt: string;
  readonly numbers: readonly number[];
}

/** More dead documents than this share of all, and the index is made anew without them. */
const MOST_DEAD = 0.3;

export interface IndexKeeper {
  readonly index: MemoryIndex;
  /** Takes a row in place of what it brought before. A row that is known already changes nothing. */
  apply(row: SegmentRow): void;
  /** Whether it has this row, as it was written at that time. */
  knows(row: Pick<SegmentRow, "assetId" | "part" | "changedAt">): boolean;
  /** The number of a scene's document, if it is there. */
  find(assetId: string, scene: number): number | undefined;
  /** The time of the last change that was taken. */
  readonly changedAt: string;
}

export function createIndex(): IndexKeeper {
  const index: MemoryIndex = {
    ...{ documents: [], lengths: [], facets: createFacets(), postings: new Map() },
    ...{ live: 0, totalLength: 0 },
  };
  const rows = new Map<string, Row>();
  const numbers = new Map<string, number>();
  let changedAt = "";

  const idOf = ({ assetId, part }: Pick<SegmentRow, "assetId" | "part">) => `${assetId} ${part}`;

  function knows(row: Pick<SegmentRow, "assetId" | "part" | "changedAt">): boolean {
    const known = rows.get(idOf(row));
    return known !== undefined && known.changedAt >= row.changedAt;
  }

  function apply(row: SegmentRow): void {
    if (row.changedAt > changedAt) changedAt = row.changedAt;
    if (knows(row)) return;
    const id = idOf(row);
    const before = rows.get(id);
    for (const number of before?.numbers ?? []) remove(number);
    const added = row.scenes.map(({ terms, ...shown }, at) =>
      add({ assetId: row.assetId, scene: row.firstScene + at, asset: row.asset, shown }, terms),
    );
    rows.set(id, { changedAt: row.changedAt, numbers: added });
    if (index.documents.length - index.live > 1000 + index.documents.length * MOST_DEAD) compact();
  }

  function add(document: Document, terms: IndexedScene["terms"]): number {
    const number = index.documents.length;
    let length = 0;
    for (const [term, weight, ...positions] of terms) {
      const postings = index.postings.get(term) ?? emptyPostings();
      if (postings.length === 0) index.postings.set(term, postings);
      append(postings, number, weight, positions);
      length += weight;
    }
    index.documents.push(document);
    index.lengths.push(length);
    index.facets.set(number, document);
    numbers.set(`${document.assetId} ${document.scene}`, number);
    index.live++;
    index.totalLength += length;
    return number;
  }

  function remove(number: number): void {
    const document = index.documents[number];
    if (!document) return;
    index.documents[number] = undefined;
    index.live--;
    index.totalLength -= index.lengths[number] as number;
    const id = `${document.assetId} ${document.scene}`;
    if (numbers.get(id) === number) numbers.delete(id);
  }

  /** Gives living documents new numbers, in the same order, and drops the others from all postings. */
  function compact(): void {
    const moved = new Map<number, number>();
    for (const number of index.documents.keys()) if (index.documents[number]) moved.set(number, moved.size);
    for (const [term, postings] of index.postings) {
      const kept = emptyPostings();
      for (let at = 0; at < postings.length; ) {
        const end = at + 3 + (postings.numbers[at + 2] as number);
        const number = moved.get(postings.numbers[at] as number);
        const positions = Array.from(postings.numbers.subarray(at + 3, end));
        if (number !== undefined) append(kept, number, postings.numbers[at + 1] as number, positions);
        at = end;
      }
      if (kept.documents > 0) index.postings.set(term, kept);
      else index.postings.delete(term);
    }
    for (const [number, to] of moved) {
      index.documents[to] = index.documents[number];
      index.lengths[to] = index.lengths[number] as number;
      index.facets.move(number, to);
    }
    index.documents.length = moved.size;
    index.lengths.length = moved.size;
    for (const [id, row] of rows) {
      rows.set(id, { ...row, numbers: row.numbers.flatMap((number) => moved.get(number) ?? []) });
    }
    for (const [id, number] of numbers) numbers.set(id, moved.get(number) as number);
  }

  return {
    index,
    apply,
    knows,
    find: (assetId, scene) => numbers.get(`${assetId} ${scene}`),
    get changedAt() {
      return changedAt;
    },
  };
}
