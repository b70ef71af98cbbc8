import type { Database } from "../../../state/database.ts";
import type { Checksum } from "../checksum/stated.ts";
import type { Extent } from "./extent.ts";

/** What a client stores with an object besides its bytes: headers that come back as they were, and user metadata. */
export interface Properties {
  readonly ContentType?: string;
  readonly CacheControl?: string;
  readonly ContentDisposition?: string;
  readonly ContentEncoding?: string;
  readonly ContentLanguage?: string;
  /** ISO 8601. */
  readonly Expires?: string;
  readonly WebsiteRedirectLocation?: string;
  readonly StorageClass?: string;
  readonly Metadata?: Readonly<Record<string, string>>;
}

/** A part that an object was uploaded in; what GetObject by part number and GetObjectAttributes ask for. */
export interface PartSummary {
  readonly number: number;
  readonly size: number;
  readonly checksum?: string;
}

export interface StoredObject {
  readonly bucket: string;
  readonly key: string;
  readonly size: number;
  /** Without quotes. */
  readonly etag: string;
  /** Epoch milliseconds. */
  readonly modifiedAt: number;
  /** Grows with each write of the stage: tells which of two events of a key is the later. */
  readonly sequencer: string;
  readonly extents: readonly Extent[];
  readonly properties: Properties;
  readonly tags: Readonly<Record<string, string>>;
  readonly checksum?: Checksum;
  readonly parts?: readonly PartSummary[];
  /** The multipart upload that made it, so that completing it twice answers the same. */
  readonly upload?: string;
}

/** What lists and sweeps need to know; leaves out what may be long. */
export type ObjectSummary = Omit<StoredObject, "extents" | "parts" | "upload">;

interface SummaryRow {
  bucket: string;
  key: string;
  size: number;
  etag: string;
  modified_at: number;
  sequencer: string;
  properties: string;
  tags: string;
  checksum: string | null;
}

interface ObjectRow extends SummaryRow {
  extents: string;
  parts: string | null;
  upload: string | null;
}

/** The rows of objects. What they say of bytes must be true when they are written. */
export class Objects {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  find(bucket: string, key: string): StoredObject | undefined {
    const row = this.#database.get<ObjectRow>("SELECT * FROM s3_objects WHERE bucket = ? AND key = ?", bucket, key);
    return row && parse(row);
  }

  put(object: StoredObject): void {
    this.#database.run(
      "INSERT OR REPLACE INTO s3_objects VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      object.bucket,
      object.key,
      object.size,
      object.etag,
      object.modifiedAt,
      object.sequencer,
      JSON.stringify(object.extents),
      JSON.stringify(object.properties),
      JSON.stringify(object.tags),
      object.checksum ? JSON.stringify(object.checksum) : null,
      object.parts ? JSON.stringify(object.parts) : null,
      object.upload ?? null,
    );
  }

  delete(bucket: string, key: string): void {
    this.#database.run("DELETE FROM s3_objects WHERE bucket = ? AND key = ?", bucket, key);
  }

  /** Rows of objects in key order, from the first key that is at or after `from` and after `after`. */
  page(bucket: string, from: string, after: string, limit: number): SummaryRow[] {
    return this.#database.all<SummaryRow>(
      `SELECT bucket, key, size, etag, modified_at, sequencer, properties, tags, checksum FROM s3_objects
       WHERE bucket = ? AND key >= ? AND key > ? ORDER BY key LIMIT ?`,
      bucket,
      from,
      after,
      limit,
    );
  }

  isEmpty(bucket: string): boolean {
    return this.#database.get("SELECT 1 FROM s3_objects WHERE bucket = ? LIMIT 1", bucket) === undefined;
  }
}

function parse(row: ObjectRow): StoredObject {
  return {
    ...parseSummary(row),
    extents: JSON.parse(row.extents),
    ...(row.parts !== null && { parts: JSON.parse(row.parts) }),
    ...(row.upload !== null && { upload: row.upload }),
  };
}

/** What a row says. Of most rows that a listing passes only the key is looked at. */
export function parseSummary(row: SummaryRow): ObjectSummary {
  return {
    bucket: row.bucket,
    key: row.key,
    size: row.size,
    etag: row.etag,
    modifiedAt: row.modified_at,
    sequencer: row.sequencer,
    properties: JSON.parse(row.properties),
    tags: JSON.parse(row.tags),
    ...(row.checksum !== null && { checksum: JSON.parse(row.checksum) }),
  };
}
