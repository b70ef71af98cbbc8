import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { availableParallelism, getPriority, tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { startTestCloud, type TestCloud } from "../testing.ts";
import { LARGEST_POOL, largestPool } from "./engine.ts";
import { testFunction, testGraph, testProject } from "./test-project.ts";

const OPERATOR = { kind: "operator" } as const;
/** As many as can work at once. */
const FEW = Math.max(2, availableParallelism());

let project: ReturnType<typeof testProject>;
let cloud: TestCloud;
/** The second may take longer than anybody waits for an answer. */
const FUNCTIONS = [testFunction("note", "src/note.handler"), testFunction("step", "src/note.handler", { timeout: 60 })];
/** Each invocation leaves a file with its worker's id and its own number. */
let place: string;

beforeEach(async () => {
  project = testProject({
    "src/note.ts": `
      import { readdirSync, writeFileSync } from "node:fs";
      import { setTimeout } from "node:timers/promises";
      export const handler = async ({ place, number, parties }: { place: string; number: number; parties: number }) => {
        writeFileSync(place + "/" + process.pid + "-" + number, "");
        while (readdirSync(place).length < parties) await setTimeout(20);
      };`,
  });
  place = mkdtempSync(path.join(tmpdir(), "videoflow-pool-"));
  cloud = await startTestCloud({ root: project.root, ...testGraph(FUNCTIONS) });
});

afterEach(async () => {
  await cloud.stop();
  project.remove();
  rmSync(place, { recursive: true });
});

/** Events of which each is done when so many have begun. */
async function events(count: number, parties: number): Promise<void> {
  for (let number = 0; number < count; number++) {
    const Payload = JSON.stringify({ place, number, parties });
    const input = { FunctionName: "note", InvocationType: "Event", Payload };
    await cloud.cloud.call(OPERATOR, "lambda", "Invoke", input);
  }
  await expect.poll(() => readdirSync(place), { timeout: 20_000 }).toHaveLength(count);
}

/** The same by callers who wait for the answer. */
async function calls(count: number, parties: number): Promise<void> {
  const call = (number: number) => {
    const Payload = JSON.stringify({ place, number, parties });
    return cloud.cloud.call(OPERATOR, "lambda", "Invoke", { FunctionName: "note", Payload });
  };
  await Promise.all(Array.from({ length: count }, (_, number) => call(number)));
}

const workers = () => new Set(readdirSync(place).map((name) => name.split("-")[0])).size;

it("does a burst of events with the few workers that can work at once", async () => {
  await events(40, 1);
  expect(workers()).toBeLessThanOrEqual(FEW);
});

it("starts another worker for an event that has waited long, whatever the others wait for", async () => {
  await events(FEW + 1, FEW + 1);
  expect(workers()).toBe(FEW + 1);
});

it("starts no more workers for callers who are answered in a moment", async () => {
  await calls(FEW, FEW);
  const few = workers();
  // Few enough to be answered well within what a caller waits before it gets another worker, also where the machine is busy.
  await calls(3 * FEW, 1);
  expect(workers()).toBe(few);
});

it("starts workers for callers who are not", async () => {
  await calls(LARGEST_POOL, LARGEST_POOL);
  expect(workers()).toBe(LARGEST_POOL);
});

it("lets workers for which nobody waits come behind those that answer", async () => {
  for (const [number, FunctionName] of ["note", "step"].entries()) {
    const Payload = JSON.stringify({ place, number, parties: 1 });
    await cloud.cloud.call(OPERATOR, "lambda", "Invoke", { FunctionName, Payload });
  }
  const ids = readdirSync(place).map((name) => name.split("-").map(Number));
  const priorities = ids.sort(([, one = 0], [, other = 0]) => one - other).map(([pid = 0]) => getPriority(pid));
  expect(priorities).toEqual([getPriority() + 5, getPriority() + 10]);
});

it("does no more work at once of functions that take several cores than keeps the cores busy", () => {
  const most = (memoryMegabytes: number, reservedConcurrency?: number) =>
    largestPool({ memoryMegabytes, reservedConcurrency });
  const [small, large, huge] = [1769, 2 * 1769, 10_240];
  expect(most(small)).toBe(LARGEST_POOL);
  expect(most(large)).toBe(availableParallelism());
  expect(most(huge)).toBeGreaterThanOrEqual(1);
  expect(most(large, 1)).toBe(1);
});
