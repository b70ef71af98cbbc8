import type { Database } from "../../../state/database.ts";
import type { ChecksumName } from "../checksum/algorithms.ts";
import type { Checksum } from "../checksum/stated.ts";
import { noSuchUpload } from "../errors.ts";
import type { Extent } from "./extent.ts";
import type { Properties } from "./objects.ts";

/** A multipart upload under way. */
export interface Upload {
  readonly id: string;
  readonly bucket: string;
  readonly key: string;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  /** The file that parts share while they fit their slots. */
  readonly file: string;
  /** Bytes between the starts of two parts in `file`; set by the first part that arrives. */
  readonly slotSize?: number;
  readonly properties: Properties;
  readonly tags: Readonly<Record<string, string>>;
  readonly checksumAlgorithm?: ChecksumName;
  readonly checksumType?: Checksum["type"];
}

export interface Part {
  readonly upload: string;
  readonly number: number;
  readonly size: number;
  readonly etag: string;
  readonly modifiedAt: number;
  readonly extents: readonly Extent[];
  /** Base64. */
  readonly checksum?: string;
}

interface UploadRow {
  id: string;
  bucket: string;
  key: string;
  started_at: number;
  file: string;
  slot_size: number | null;
  properties: string;
  tags: string;
  checksum_algorithm: ChecksumName | null;
  checksum_type: Checksum["type"] | null;
}

interface PartRow {
  upload: string;
  number: number;
  size: number;
  etag: string;
  modified_at: number;
  extents: string;
  checksum: string | null;
}

/** The rows of uploads and their parts. */
export class Uploads {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  create(upload: Upload): void {
    this.#database.run(
      "INSERT INTO s3_uploads VALUES (?, ?, ?, ?, ?, NULL, ?, ?, ?, ?)",
      upload.id,
      upload.bucket,
      upload.key,
      upload.startedAt,
      upload.file,
      JSON.stringify(upload.properties),
      JSON.stringify(upload.tags),
      upload.checksumAlgorithm ?? null,
      upload.checksumType ?? null,
    );
  }

  /** Throws NoSuchUpload, also when the upload belongs to another key. */
  require(bucket: string, key: string, id: string): Upload {
    const row = this.#database.get<UploadRow>(
      "SELECT * FROM s3_uploads WHERE id = ? AND bucket = ? AND key = ?",
      id,
      bucket,
      key,
    );
    if (!row) throw noSuchUpload(id);
    return parseUpload(row);
  }

  /** Uploads in order of key and age, after the one named. */
  page(bucket: string, prefix: string, afterKey: string, afterId: string, limit: number): Upload[] {
    const rows = this.#database.all<UploadRow>(
      `SELECT * FROM s3_uploads WHERE bucket = ? AND substr(key, 1, length(?)) = ? AND (key > ? OR (key = ? AND id > ?))
       ORDER BY key, id LIMIT ?`,
      bucket,
      prefix,
      prefix,
      afterKey,
      afterKey,
      afterId,
      limit,
    );
    return rows.map(parseUpload);
  }

  setSlotSize(id: string, bytes: number): void {
    this.#database.run("UPDATE s3_uploads SET slot_size = ? WHERE id = ?", bytes, id);
  }

  findPart(id: string, number: number): Part | undefined {
    const row = this.#database.get<PartRow>("SELECT * FROM s3_parts WHERE upload = ? AND number = ?", id, number);
    return row && parsePart(row);
  }

  parts(id: string, after = 0, limit = 10_000): Part[] {
    const rows = this.#database.all<PartRow>(
      "SELECT * FROM s3_parts WHERE upload = ? AND number > ? ORDER BY number LIMIT ?",
      id,
      after,
      limit,
    );
    return rows.map(parsePart);
  }

  putPart(part: Part): void {
    this.#database.run(
      "INSERT OR REPLACE INTO s3_parts VALUES (?, ?, ?, ?, ?, ?, ?)",
      part.upload,
      part.number,
      part.size,
      part.etag,
      part.modifiedAt,
      JSON.stringify(part.extents),
      part.checksum ?? null,
    );
  }

  delete(id: string): void {
    this.#database.run("DELETE FROM s3_parts WHERE upload = ?", id);
    this.#database.run("DELETE FROM s3_uploads WHERE id = ?", id);
  }
}

function parseUpload(row: UploadRow): Upload {
  return {
    id: row.id,
    bucket: row.bucket,
    key: row.key,
    startedAt: row.started_at,
    file: row.file,
    properties: JSON.parse(row.properties),
    tags: JSON.parse(row.tags),
    ...(row.slot_size !== null && { slotSize: row.slot_size }),
    ...(row.checksum_algorithm !== null && { checksumAlgorithm: row.checksum_algorithm }),
    ...(row.checksum_type !== null && { checksumType: row.checksum_type }),
  };
}

function parsePart(row: PartRow): Part {
  return {
    upload: row.upload,
    number: row.number,
    size: row.size,
    etag: row.etag,
    modifiedAt: row.modified_at,
    extents: JSON.parse(row.extents),
    ...(row.checksum !== null && { checksum: row.checksum }),
  };
}
