import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setImmediate } from "node:timers/promises";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Database } from "./database.ts";

let directory: string;
let database: Database;
const open = () => {
  database = new Database(path.join(directory, "state.sqlite"));
  database.define("CREATE TABLE IF NOT EXISTS thing (name TEXT PRIMARY KEY)");
};
const names = () => database.all<{ name: string }>("SELECT name FROM thing ORDER BY name").map(({ name }) => name);
const add = (name: string) => database.run("INSERT INTO thing VALUES (?)", name);

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), "videoflow-database-"));
  open();
});
afterEach(() => {
  database.close();
  rmSync(directory, { recursive: true, force: true });
});

it("keeps what was flushed and drops what was not, after a kill", async () => {
  add("a");
  await database.flushed();
  add("b");
  database.abandon();
  open();
  expect(names()).toEqual(["a"]);
});

it("waits for what was written while the last commit was brought to disk", async () => {
  add("a");
  await setImmediate();
  add("b");
  await database.flushed();
  database.abandon();
  open();
  expect(names()).toEqual(["a", "b"]);
});

it("shows a turn's own writes at once", () => {
  add("a");
  expect(names()).toEqual(["a"]);
});

it("undoes a failed piece of work and keeps the rest of the turn", async () => {
  add("a");
  expect(() =>
    database.atomically(() => {
      add("b");
      database.atomically(() => add("c"));
      throw new Error("no");
    }),
  ).toThrow("no");
  add("d");
  await database.flushed();
  database.abandon();
  open();
  expect(names()).toEqual(["a", "d"]);
});

it("copies a log that has grown long into the file meanwhile, and nothing is lost", async () => {
  const size = () => statSync(path.join(directory, "state.sqlite")).size;
  const long = (name: number) => add(`${name}`.padEnd(1000, "."));
  for (let written = 0; written < 5000; written++) {
    long(written);
    if (written % 1000 === 0) await database.flushed();
  }
  await database.flushed();
  const before = size();
  await vi.waitFor(() => expect(size()).toBeGreaterThan(before + 5_000_000), { timeout: 10_000 });
  long(5000);
  await database.flushed();
  database.abandon();
  open();
  expect(names()).toHaveLength(5001);
});
