import type { DistanceMetric } from "@aws-sdk/client-s3vectors";
import type { Database } from "../../state/database.ts";
import { conflict, notFound } from "./errors.ts";
import type { IndexName } from "./names.ts";

export interface BucketRecord {
  readonly name: string;
  readonly createdAt: number;
}

export interface IndexRecord {
  /** Never given twice: what an index that was deleted has left behind never turns up in another. */
  readonly id: number;
  readonly bucket: string;
  readonly name: string;
  readonly dimension: number;
  readonly metric: DistanceMetric;
  readonly nonFilterableKeys: readonly string[];
  readonly createdAt: number;
}

interface IndexRow extends Omit<IndexRecord, "nonFilterableKeys"> {
  readonly nonFilterableKeys: string;
}

const INDEX = "id, bucket, name, dimension, metric, nonFilterableKeys, createdAt";

/** Which buckets and indexes there are. The vectors themselves are the engine's. */
export class Catalog {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
    database.define(`
      CREATE TABLE IF NOT EXISTS s3vectors_bucket (name TEXT PRIMARY KEY, createdAt INTEGER NOT NULL);
      CREATE TABLE IF NOT EXISTS s3vectors_index (
        id INTEGER PRIMARY KEY AUTOINCREMENT, bucket TEXT NOT NULL, name TEXT NOT NULL, dimension INTEGER NOT NULL,
        metric TEXT NOT NULL, nonFilterableKeys TEXT NOT NULL, createdAt INTEGER NOT NULL, UNIQUE (bucket, name))`);
  }

  findBucket(name: string): BucketRecord | undefined {
    return this.#database.get<BucketRecord>("SELECT name, createdAt FROM s3vectors_bucket WHERE name = ?", name);
  }

  /** Throws NotFoundException. */
  bucket(name: string): BucketRecord {
    const found = this.findBucket(name);
    if (!found) throw notFound(`The vector bucket ${name} does not exist.`);
    return found;
  }

  createBucket(name: string): void {
    if (this.findBucket(name)) throw conflict(`The vector bucket ${name} exists already.`);
    this.#database.run("INSERT INTO s3vectors_bucket VALUES (?, ?)", name, Date.now());
  }

  removeBucket(name: string): void {
    this.#database.run("DELETE FROM s3vectors_bucket WHERE name = ?", name);
  }

  /** Buckets whose names begin with `prefix` and come after `after`, by name. */
  buckets(prefix: string, after: string, limit: number): BucketRecord[] {
    return this.#database.all<BucketRecord>(
      "SELECT name, createdAt FROM s3vectors_bucket WHERE name > ? AND substr(name, 1, ?) = ? ORDER BY name LIMIT ?",
      after,
      prefix.length,
      prefix,
      limit,
    );
  }

  findIndex({ bucket, index }: IndexName): IndexRecord | undefined {
    const sql = `SELECT ${INDEX} FROM s3vectors_index WHERE bucket = ? AND name = ?`;
    const row = this.#database.get<IndexRow>(sql, bucket, index);
    return row && read(row);
  }

  /** Throws NotFoundException. */
  index(name: IndexName): IndexRecord {
    this.bucket(name.bucket);
    const found = this.findIndex(name);
    if (!found) throw notFound(`The vector index ${name.index} of bucket ${name.bucket} does not exist.`);
    return found;
  }

  createIndex(index: Omit<IndexRecord, "id" | "createdAt">): void {
    this.bucket(index.bucket);
    if (this.findIndex({ bucket: index.bucket, index: index.name })) {
      throw conflict(`The vector index ${index.name} of bucket ${index.bucket} exists already.`);
    }
    this.#database.run(
      `INSERT INTO s3vectors_index (bucket, name, dimension, metric, nonFilterableKeys, createdAt) VALUES (?, ?, ?, ?, ?, ?)`,
      index.bucket,
      index.name,
      index.dimension,
      index.metric,
      JSON.stringify(index.nonFilterableKeys),
      Date.now(),
    );
  }

  removeIndex(id: number): void {
    this.#database.run("DELETE FROM s3vectors_index WHERE id = ?", id);
  }

  /** Indexes of a bucket whose names begin with `prefix` and come after `after`, by name. */
  indexes(bucket: string, prefix: string, after: string, limit: number): IndexRecord[] {
    const rows = this.#database.all<IndexRow>(
      `SELECT ${INDEX} FROM s3vectors_index
       WHERE bucket = ? AND name > ? AND substr(name, 1, ?) = ? ORDER BY name LIMIT ?`,
      bucket,
      after,
      prefix.length,
      prefix,
      limit,
    );
    return rows.map(read);
  }

  indexIds(): number[] {
    return this.#database.all<{ id: number }>("SELECT id FROM s3vectors_index").map(({ id }) => id);
  }
}

const read = (row: IndexRow): IndexRecord => ({
  ...row,
  nonFilterableKeys: JSON.parse(row.nonFilterableKeys) as string[],
});
