import type { Database } from "../../../state/database.ts";

/**
 * What S3 keeps besides bytes. Keys compare by their UTF-8 bytes, as S3 lists them. `extents` says where an object's bytes
 * are: JSON of Extent[]. Files that no row names are left over from a crash and are removed at start.
 */
export function defineTables(database: Database): void {
  database.define(`
    CREATE TABLE IF NOT EXISTS s3_buckets (
      name TEXT PRIMARY KEY, created_at INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS s3_settings (
      bucket TEXT NOT NULL, kind TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (bucket, kind)) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS s3_objects (
      bucket TEXT NOT NULL, key TEXT NOT NULL, size INTEGER NOT NULL, etag TEXT NOT NULL, modified_at INTEGER NOT NULL,
      sequencer TEXT NOT NULL, extents TEXT NOT NULL, properties TEXT NOT NULL, tags TEXT NOT NULL,
      checksum TEXT, parts TEXT, upload TEXT, PRIMARY KEY (bucket, key)) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS s3_uploads (
      id TEXT PRIMARY KEY, bucket TEXT NOT NULL, key TEXT NOT NULL, started_at INTEGER NOT NULL, file TEXT NOT NULL,
      slot_size INTEGER, properties TEXT NOT NULL, tags TEXT NOT NULL,
      checksum_algorithm TEXT, checksum_type TEXT) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS s3_uploads_by_key ON s3_uploads (bucket, key, id);
    CREATE TABLE IF NOT EXISTS s3_parts (
      upload TEXT NOT NULL, number INTEGER NOT NULL, size INTEGER NOT NULL, etag TEXT NOT NULL,
      modified_at INTEGER NOT NULL, extents TEXT NOT NULL, checksum TEXT, PRIMARY KEY (upload, number)) WITHOUT ROWID;
  `);
}
