import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { PASSED, transitionsOf } from "./transitions.ts";

interface Definition {
  readonly States: Record<
    string,
    {
      readonly Type: string;
      readonly Resource?: string;
      readonly Branches?: Definition[];
      readonly ItemProcessor?: Definition;
    }
  >;
}

const lock = JSON.parse(readFileSync(path.resolve(import.meta.dirname, "../../../../stack.lock.json"), "utf8")) as {
  resources: { type: string; name: string; inputs: { definition: string } }[];
};

/** Names of the states of a machine that call no function, and of those that do. */
function statesOf(machine: string) {
  const found = lock.resources.find(({ name }) => name === `${machine}StateMachine`);
  const [silent, calling]: [string[], string[]] = [[], []];
  const visit = ({ States }: Definition) => {
    for (const [name, { Type, Resource = "", Branches = [], ItemProcessor }] of Object.entries(States)) {
      (Type === "Task" && /:(lambda|ecs):/.test(Resource) ? calling : silent).push(name);
      for (const inner of [...Branches, ...(ItemProcessor ? [ItemProcessor] : [])]) visit(inner);
    }
  };
  visit(JSON.parse(found?.inputs.definition ?? "{}"));
  return { silent, calling };
}

/** Where a run that failed stops for good, which is passed when it is redriven only; and where one stops that is not whole. */
const RARE = ["Ended", "Incomplete"];

it.each([
  ["Ingest", ["Ingest", "Derive"]],
  ["Understand", ["Understand", "Derive"]],
  ["Compose", ["Compose"]],
  ["Render", ["Render"]],
  ["Rebuild", ["Rebuild"]],
  ["Reembed", ["Reembed"]],
])("knows every state of %s that calls no function, and before which step it is passed", (workflow, machines) => {
  const states = machines.map(statesOf);
  const passed = Object.entries(PASSED[workflow] ?? {});
  const silent = states.flatMap((state) => state.silent).filter((name) => !RARE.includes(name));
  expect([...new Set(passed.flatMap(([, names]) => names))].sort()).toEqual([...new Set(silent)].sort());
  const calling = states.flatMap((state) => state.calling);
  for (const [step] of passed) expect(calling).toContain(step);
});

it("counts each try, and what is between the steps once", () => {
  const attempts = ["Fingerprint", "Inspect", "Inspect", "Admit", "Reject"].map((step) => ({ step }));
  expect(transitionsOf("Ingest", attempts)).toBe(8);
  expect(transitionsOf("Unknown", attempts)).toBe(5);
});
