import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestCloud, type TestCloud } from "../../testing.ts";
import { type Case, choices, ends, functions, passing, variables } from "./behaviour.cases.ts";
import { maps, parallels } from "./branches.cases.ts";
import { output, role, Workflows } from "./testing.ts";

let cloud: TestCloud;
let workflows: Workflows;

beforeAll(async () => {
  cloud = await startTestCloud({ resources: [role] });
  workflows = new Workflows(cloud);
});

afterAll(() => cloud.stop());

const tables = { passing, functions, variables, choices, ends, parallels, maps };

describe.each(Object.entries(tables))("%s", (_, cases) => {
  it.each(Object.entries<Case>(cases))("%s", async (_name, { states, input, extra, ...expected }) => {
    const ended = await workflows.run(states, input, extra);
    expect(ended.status).toBe(expected.status ?? (expected.error === undefined ? "SUCCEEDED" : "FAILED"));
    expect(output(ended)).toEqual(expected.output);
    expect(ended.error).toBe(expected.error);
    expect(ended.cause ?? "").toContain(expected.cause ?? "");
  });
});
