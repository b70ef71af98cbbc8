/**
 * What is kept of state machines and executions. An execution is a tree of frames: the root runs the machine's states,
 * and a frame in a Parallel or Map has one child for each branch or iteration.
 * Times are epoch milliseconds, documents JSON text.
 */
export const schema = `
CREATE TABLE IF NOT EXISTS states_revisions (
  id TEXT PRIMARY KEY, machine_arn TEXT NOT NULL, definition TEXT NOT NULL, role_arn TEXT NOT NULL,
  updated_at INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS states_machines (
  arn TEXT PRIMARY KEY, name TEXT NOT NULL, type TEXT NOT NULL, revision TEXT NOT NULL, created_at INTEGER NOT NULL,
  settings TEXT NOT NULL, tags TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS states_executions (
  id INTEGER PRIMARY KEY AUTOINCREMENT, arn TEXT NOT NULL UNIQUE, machine_arn TEXT NOT NULL, name TEXT NOT NULL,
  revision TEXT NOT NULL, type TEXT NOT NULL, status TEXT NOT NULL, input TEXT NOT NULL, output TEXT, error TEXT, cause TEXT,
  started_at INTEGER NOT NULL, stopped_at INTEGER, flow INTEGER NOT NULL DEFAULT 0, map_run TEXT, trace_header TEXT,
  awaited INTEGER NOT NULL DEFAULT 0, redrive_count INTEGER NOT NULL DEFAULT 0, redriven_at INTEGER);
CREATE INDEX IF NOT EXISTS states_executions_machine ON states_executions (machine_arn, started_at, id);
CREATE INDEX IF NOT EXISTS states_executions_map_run ON states_executions (map_run, started_at, id) WHERE map_run IS NOT NULL;
CREATE INDEX IF NOT EXISTS states_executions_running ON states_executions (id) WHERE status = 'RUNNING';
CREATE TABLE IF NOT EXISTS states_frames (
  id INTEGER PRIMARY KEY AUTOINCREMENT, execution INTEGER NOT NULL, parent INTEGER, ordinal INTEGER NOT NULL,
  flow INTEGER NOT NULL, phase TEXT NOT NULL, state TEXT NOT NULL, input TEXT NOT NULL, variables TEXT NOT NULL DEFAULT '{}',
  item TEXT, size INTEGER NOT NULL DEFAULT 1, entered_at INTEGER NOT NULL DEFAULT 0, entered_event INTEGER NOT NULL DEFAULT 0,
  event INTEGER NOT NULL DEFAULT 0, retries TEXT NOT NULL DEFAULT '[]', visit INTEGER NOT NULL DEFAULT 0,
  work TEXT, token TEXT, awaits TEXT, open INTEGER NOT NULL DEFAULT 0, failed INTEGER NOT NULL DEFAULT 0, result TEXT);
CREATE INDEX IF NOT EXISTS states_frames_tree ON states_frames (parent, phase, ordinal);
CREATE INDEX IF NOT EXISTS states_frames_execution ON states_frames (execution, phase);
CREATE UNIQUE INDEX IF NOT EXISTS states_frames_token ON states_frames (token) WHERE token IS NOT NULL;
CREATE INDEX IF NOT EXISTS states_frames_awaits ON states_frames (awaits) WHERE awaits IS NOT NULL;
CREATE TABLE IF NOT EXISTS states_history (
  execution INTEGER NOT NULL, id INTEGER NOT NULL, previous INTEGER NOT NULL, type TEXT NOT NULL, at INTEGER NOT NULL,
  details TEXT, PRIMARY KEY (execution, id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS states_map_runs (
  arn TEXT PRIMARY KEY, execution INTEGER NOT NULL, frame INTEGER NOT NULL, status TEXT NOT NULL, label TEXT NOT NULL,
  concurrency INTEGER NOT NULL, tolerance TEXT NOT NULL, counts TEXT, started_at INTEGER NOT NULL, stopped_at INTEGER,
  redrive_count INTEGER NOT NULL DEFAULT 0, redriven_at INTEGER);
CREATE INDEX IF NOT EXISTS states_map_runs_execution ON states_map_runs (execution);
`;
