import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Agenda, type Entry } from "./agenda.ts";
import { Database } from "./database.ts";

let directory: string;
let database: Database;
let agenda: Agenda;
const errors: unknown[] = [];

const open = () => {
  database = new Database(path.join(directory, "state.sqlite"));
  agenda = new Agenda(database, (_entry, error) => errors.push(error));
};

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), "videoflow-agenda-"));
  errors.length = 0;
  open();
});

afterEach(async () => {
  await agenda.stop();
  database.close();
  rmSync(directory, { recursive: true, force: true });
});

it("does what is due, once", async () => {
  const done: unknown[] = [];
  agenda.register("greet", ({ payload }: Entry<string>) => void done.push(payload));
  agenda.start();
  agenda.put("greet", "a", "hello");
  await vi.waitFor(() => expect(done).toEqual(["hello"]));
  await vi.waitFor(() => expect(database.all("SELECT * FROM agenda")).toEqual([]));
});

it("waits until it is due", async () => {
  const done: number[] = [];
  agenda.register("later", () => void done.push(Date.now()));
  agenda.start();
  const dueAt = Date.now() + 60;
  agenda.put("later", "a", null, dueAt);
  await vi.waitFor(() => expect(done).toHaveLength(1));
  expect(done[0]).toBeGreaterThanOrEqual(dueAt);
});

it("tries again after an error, counting the tries", async () => {
  const attempts: number[] = [];
  agenda.register("flaky", ({ attempt }) => {
    attempts.push(attempt);
    if (attempt < 2) throw new Error("not yet");
  });
  agenda.start();
  agenda.put("flaky", "a", null);
  await vi.waitFor(() => expect(attempts).toEqual([0, 1, 2]));
  expect(errors).toHaveLength(2);
});

it("keeps an entry that was replaced while its predecessor was being done", async () => {
  const done: string[] = [];
  const gate = Promise.withResolvers<void>();
  agenda.register("slow", async ({ payload }: Entry<string>) => {
    done.push(payload);
    if (payload === "old") await gate.promise;
  });
  agenda.start();
  agenda.put("slow", "a", "old");
  await vi.waitFor(() => expect(done).toEqual(["old"]));
  agenda.put("slow", "a", "new");
  gate.resolve();
  await vi.waitFor(() => expect(done).toEqual(["old", "new"]));
});

it("does after a crash what was not done before it", async () => {
  agenda.put("job", "a", { step: 1 });
  agenda.put("job", "cancelled", {});
  agenda.cancel("job", "cancelled");
  await database.flushed();
  agenda.put("job", "not flushed", {});
  database.abandon();
  open();
  const done: unknown[] = [];
  agenda.register("job", ({ key }) => void done.push(key));
  agenda.start();
  await vi.waitFor(() => expect(done).toEqual(["a"]));
});

it("does not run more of a kind at once than it may", async () => {
  let running = 0;
  let most = 0;
  let ended = 0;
  agenda.register(
    "limited",
    async () => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, 5));
      running--;
      ended++;
    },
    3,
  );
  agenda.start();
  for (let index = 0; index < 20; index++) agenda.put("limited", String(index), null);
  await vi.waitFor(() => expect(ended).toBe(20));
  expect(most).toBe(3);
});
