import { DatabaseSync } from "node:sqlite";
import { workerData } from "node:worker_threads";

/** A thread that copies a database's log into its file while others read and write: `workerData` is the file. It ends when its owner ends it. */
const EVERY_MS = 1000;

const connection = new DatabaseSync(workerData as string, { timeout: 5000 });
connection.exec("PRAGMA synchronous = NORMAL");
const version = connection.prepare("PRAGMA data_version");
let copied: unknown;

setInterval(() => {
  const { data_version: written } = version.get() ?? {};
  if (written === copied) return;
  copied = written;
  // It waits for nobody and nobody for it; what it cannot copy yet comes with the next one.
  connection.exec("PRAGMA wal_checkpoint(PASSIVE)");
}, EVERY_MS);
