/**
 * What DynamoDB keeps in the stage's database.
 * `dynamodb_items`    every item of every table, found by the bytes of its key (values/key-encoding.ts)
 * `dynamodb_entries`  what secondary indexes know: the bytes of an index key, and which item it leads to
 * `dynamodb_ids`      numbers for tables, indexes and streams that are never given twice: rows of a deleted table may
 *                     still wait for their removal
 */
export const schema = `
  CREATE TABLE IF NOT EXISTS dynamodb_ids (id INTEGER PRIMARY KEY AUTOINCREMENT);
  CREATE TABLE IF NOT EXISTS dynamodb_tables (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, definition TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS dynamodb_items (
    id INTEGER PRIMARY KEY, table_id INTEGER NOT NULL, key BLOB NOT NULL, bytes INTEGER NOT NULL,
    expires_at INTEGER, item TEXT NOT NULL, UNIQUE (table_id, key));
  CREATE INDEX IF NOT EXISTS dynamodb_items_expiry ON dynamodb_items (table_id, expires_at)
    WHERE expires_at IS NOT NULL;
  CREATE TABLE IF NOT EXISTS dynamodb_entries (
    index_id INTEGER NOT NULL, key BLOB NOT NULL, item_id INTEGER NOT NULL,
    PRIMARY KEY (index_id, key)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS dynamodb_streams (
    id INTEGER PRIMARY KEY, arn TEXT NOT NULL UNIQUE, definition TEXT NOT NULL, disabled_at INTEGER);
  CREATE TABLE IF NOT EXISTS dynamodb_stream_records (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT, stream_id INTEGER NOT NULL, created_at INTEGER NOT NULL,
    event TEXT NOT NULL, service TEXT, keys TEXT NOT NULL, old_image TEXT, new_image TEXT, bytes INTEGER NOT NULL);
  CREATE INDEX IF NOT EXISTS dynamodb_stream_records_order ON dynamodb_stream_records (stream_id, sequence);
  CREATE TABLE IF NOT EXISTS dynamodb_transactions (
    token TEXT PRIMARY KEY, request TEXT NOT NULL, created_at INTEGER NOT NULL) WITHOUT ROWID;
`;
