import { Database } from "../../../state/database.ts";
import type { Filter } from "../filter.ts";
import type { Metadata } from "../metadata.ts";
import { dot, type Metric } from "./codes.ts";
import { type IndexShape, Searcher } from "./searcher.ts";

export interface StoredVector {
  readonly key: string;
  readonly data: Float32Array;
  readonly metadata?: Metadata | undefined;
}

export interface FoundVector {
  readonly key: string;
  readonly distance: number;
  readonly metadata?: Metadata | undefined;
}

export interface VectorPage {
  readonly vectors: StoredVector[];
  /** Where the next page begins; absent at the end. */
  readonly next?: number;
}

interface Row {
  readonly id: number;
  readonly key: string;
  readonly metadata: string | null;
  readonly data: Uint8Array;
}

/** Vectors of 512 numbers fit into a page of this size without waste. */
const PAGE_BYTES = 16_384;
/** The system keeps what is read often; the vectors that a search compares exactly are others each time. */
const CACHE_BYTES = 8_000_000;

/** Candidates of the first pass that are compared exactly: enough that hardly ever one is missed. */
const candidatesFor = (topK: number) => topK + 50;

/**
 * The vectors of all indexes, in a database of their own, one table an index. An index is read into memory when it is first
 * searched. Synchronous; `flushed` tells when what was written is on disk.
 */
export class VectorStore {
  readonly #database: Database;
  readonly #searchers = new Map<number, Searcher>();
  readonly #known = new Set<number>();

  /** Of all indexes only `kept` still exist; what others have left is removed. */
  constructor(file: string, kept: readonly number[]) {
    this.#database = new Database(file, { pageBytes: PAGE_BYTES, cacheBytes: CACHE_BYTES });
    const tables = this.#database.all<{ name: string }>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE 'vectors_%'",
    );
    for (const { name } of tables) {
      const id = Number(name.slice("vectors_".length));
      if (kept.includes(id)) this.#known.add(id);
      else this.drop(id);
    }
  }

  flushed(): Promise<void> {
    return this.#database.flushed();
  }

  put(shape: IndexShape, vectors: readonly StoredVector[]): void {
    const table = this.#table(shape.id);
    const searcher = this.#searchers.get(shape.id);
    this.#database.atomically(() => {
      for (const { key, data, metadata } of vectors) {
        const row = this.#database.get<{ id: number }>(
          `INSERT INTO ${table} (key, metadata, data) VALUES (?1, ?2, ?3)
           ON CONFLICT (key) DO UPDATE SET metadata = ?2, data = ?3 RETURNING id`,
          key,
          metadata ? JSON.stringify(metadata) : null,
          bytesOf(data),
        );
        if (row) searcher?.put(row.id, data, metadata);
      }
    });
    this.#tidy(shape.id);
  }

  /** Those of `keys` that are there. */
  get(shape: IndexShape, keys: readonly string[]): StoredVector[] {
    const table = this.#table(shape.id);
    return keys.flatMap((key) => {
      const row = this.#database.get<Row>(`SELECT id, key, metadata, data FROM ${table} WHERE key = ?`, key);
      return row ? [read(row)] : [];
    });
  }

  /** Vectors in the order in which they came, from `after` on, of the part of all that belongs to the segment. */
  list(
    shape: IndexShape,
    options: { after: number; limit: number; bytes: number; segment: number; segments: number },
  ): VectorPage {
    const { after, limit, bytes, segment, segments } = options;
    const sql = `SELECT id, key, metadata, data FROM ${this.#table(shape.id)} WHERE id > ? AND id % ? = ? ORDER BY id`;
    const vectors: StoredVector[] = [];
    let last = after;
    let size = 0;
    for (const row of this.#database.iterate<Row>(sql, after, segments, segment)) {
      if (vectors.length === limit || size > bytes) return { vectors, next: last };
      vectors.push(read(row));
      last = row.id;
      size += row.key.length + row.data.length + (row.metadata?.length ?? 0);
    }
    return { vectors };
  }

  remove(shape: IndexShape, keys: readonly string[]): void {
    const table = this.#table(shape.id);
    const searcher = this.#searchers.get(shape.id);
    this.#database.atomically(() => {
      for (const key of keys) {
        const row = this.#database.get<{ id: number }>(`DELETE FROM ${table} WHERE key = ? RETURNING id`, key);
        if (row) searcher?.remove(row.id);
      }
    });
    this.#tidy(shape.id);
  }

  /** The nearest vectors that the filter lets through, nearest first; equally near ones by key. With their metadata where that is wanted. */
  query(
    shape: IndexShape,
    query: Float32Array,
    { topK, filter, metadata }: { topK: number; filter: Filter | undefined; metadata: boolean },
  ): FoundVector[] {
    const rows = this.#searcher(shape).candidates(query, candidatesFor(topK), filter);
    const sql = `SELECT key, metadata, data FROM ${this.#table(shape.id)} WHERE id IN (SELECT value FROM json_each(?))`;
    const found = this.#database.all<Row>(sql, JSON.stringify(rows)).map((row) => {
      return { row, distance: distanceBetween(query, numbersOf(row.data), shape.metric) };
    });
    found.sort((a, b) => a.distance - b.distance || (a.row.key < b.row.key ? -1 : 1));
    return found.slice(0, topK).map(({ row, distance }) => ({
      key: row.key,
      distance,
      ...(metadata && { metadata: metadataOf(row) }),
    }));
  }

  drop(id: number): void {
    this.#searchers.delete(id);
    this.#known.delete(id);
    this.#database.run(`DROP TABLE IF EXISTS vectors_${id}`);
  }

  #table(id: number): string {
    const table = `vectors_${id}`;
    if (!this.#known.has(id)) {
      const columns = "id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, metadata TEXT, data BLOB NOT NULL";
      this.#database.run(`CREATE TABLE IF NOT EXISTS ${table} (${columns})`);
      this.#known.add(id);
    }
    return table;
  }

  #searcher(shape: IndexShape): Searcher {
    const loaded = this.#searchers.get(shape.id);
    if (loaded) return loaded;
    const searcher = new Searcher(shape);
    const rows = this.#database.iterate<Row>(`SELECT id, metadata, data FROM ${this.#table(shape.id)} ORDER BY id`);
    for (const row of rows) searcher.put(row.id, numbersOf(row.data), metadataOf(row));
    this.#searchers.set(shape.id, searcher);
    return searcher;
  }

  #tidy(id: number): void {
    if (this.#searchers.get(id)?.isWorn) this.#searchers.delete(id);
  }
}

const bytesOf = (data: Float32Array): Uint8Array => new Uint8Array(data.buffer, data.byteOffset, data.byteLength);

/** A copy where the database's bytes do not lie as float32 must. */
function numbersOf(bytes: Uint8Array): Float32Array {
  const aligned = bytes.byteOffset % Float32Array.BYTES_PER_ELEMENT === 0 ? bytes : bytes.slice();
  return new Float32Array(aligned.buffer, aligned.byteOffset, aligned.byteLength / Float32Array.BYTES_PER_ELEMENT);
}

const metadataOf = ({ metadata }: Pick<Row, "metadata">): Metadata | undefined =>
  metadata === null ? undefined : (JSON.parse(metadata) as Metadata);

const read = (row: Row): StoredVector => ({ key: row.key, data: numbersOf(row.data), metadata: metadataOf(row) });

function distanceBetween(one: Float32Array, other: Float32Array, metric: Metric): number {
  if (metric === "cosine") return 1 - dot(one, other) / Math.sqrt(dot(one, one) * dot(other, other));
  let sum = 0;
  for (let index = 0; index < one.length; index++) sum += ((one[index] as number) - (other[index] as number)) ** 2;
  return Math.sqrt(sum);
}
