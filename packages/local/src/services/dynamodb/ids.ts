import type { Database } from "../../state/database.ts";

/** A number that no table, index or stream has had before. */
export function newId(database: Database): number {
  database.run("INSERT INTO dynamodb_ids DEFAULT VALUES");
  const row = database.get<{ id: number }>("SELECT MAX(id) AS id FROM dynamodb_ids");
  if (!row) throw new Error("The database gave no new id for a table, index or stream");
  database.run("DELETE FROM dynamodb_ids WHERE id < ?", row.id);
  return row.id;
}
