import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, it } from "vitest";
import { Database } from "./database.ts";
import { Documents } from "./documents.ts";

interface Job {
  readonly id: string;
  readonly status: "new" | "done";
  readonly note?: string;
}

const directory = mkdtempSync(path.join(tmpdir(), "videoflow-documents-"));
const database = new Database(path.join(directory, "test.db"));
afterAll(async () => {
  await database.flushed();
  database.close();
  rmSync(directory, { recursive: true, force: true });
});

const shape = { table: "job", key: "id", columns: { rank: "INTEGER NOT NULL" } };
const jobs = new Documents<Job>(database, shape);

it("keeps documents by their keys, and changes their status with them", () => {
  jobs.create("a", { id: "a", status: "new" }, { rank: 1 });
  jobs.create("b", { id: "b", status: "new" }, { rank: 2 });
  jobs.create("c", { id: "c", status: "new" }, { rank: 2 });
  expect(jobs.change("b", { status: "done", note: "it's over" })).toEqual({
    id: "b",
    status: "done",
    note: "it's over",
  });
  expect(new Documents<Job>(database, shape).find("b")).toEqual({ id: "b", status: "done", note: "it's over" });
  expect(jobs.select("status = ?", "done").map(({ id }) => id)).toEqual(["b"]);
  expect(jobs.select("1 ORDER BY rank DESC, sequence LIMIT 2").map(({ id }) => id)).toEqual(["b", "c"]);
  expect([...jobs.each("rank < ?1 OR status = ?2", 2, "done")].map(({ id }) => id)).toEqual(["a", "b"]);
  expect(jobs.count("rank = ?", 2)).toBe(2);
});

it("has nothing under a key that was never there, or is gone", () => {
  jobs.create("d", { id: "d", status: "new" }, { rank: 1 });
  jobs.remove("d");
  expect(jobs.find("d")).toBeUndefined();
  expect(jobs.change("d", { status: "done" })).toBeUndefined();
  expect(jobs.count("id = ?", "d")).toBe(0);
});

it("refuses a key that is taken", () => {
  jobs.create("e", { id: "e", status: "new" }, { rank: 1 });
  expect(() => jobs.create("e", { id: "e", status: "done" }, { rank: 1 })).toThrow(/UNIQUE/);
});
