import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { TagResourceCommand } from "@aws-sdk/client-sfn";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestCloud, type TestCloud } from "../../../testing.ts";
import { output, ROLE, role, Workflows } from "../testing.ts";

const FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:work";

const code = `
export async function handler(event) {
  if (event.ms) await new Promise((resolve) => setTimeout(resolve, event.ms));
  if (event.fail) throw Object.assign(new Error("no luck"), { name: "Unlucky" });
  return { got: event };
}
`;

let root: string;
let cloud: TestCloud;
let workflows: Workflows;

beforeAll(async () => {
  root = mkdtempSync(path.join(tmpdir(), "states-function-"));
  writeFileSync(path.join(root, "work.mjs"), code);
  cloud = await startTestCloud({
    root,
    resources: [
      role,
      { type: "aws:lambda/function:Function", name: "Work", inputs: { name: "work", role: ROLE, timeout: 20 } },
      {
        type: "aws:lambda/function:Function",
        name: "Alone",
        inputs: { name: "alone", role: ROLE, timeout: 20, memorySize: 10_240 },
      },
    ],
    functions: { Work: { handler: "work.handler", links: [] }, Alone: { handler: "work.handler", links: [] } },
  });
  workflows = new Workflows(cloud);
});

afterAll(async () => {
  await cloud.stop();
  rmSync(root, { recursive: true, force: true });
});

const invoke = (Payload?: object, fields: object = {}) => ({
  Type: "Task",
  Resource: "arn:aws:states:::lambda:invoke",
  Arguments: { FunctionName: FUNCTION, ...(Payload && { Payload }) },
  End: true,
  ...fields,
});

describe("lambda:invoke", () => {
  it("gives the payload, parsed, and how it was answered", async () => {
    const ended = await workflows.run({ A: invoke({ n: "{% $states.input.n %}" }) }, { n: 3 });
    expect(output(ended)).toEqual({ ExecutedVersion: "$LATEST", Payload: { got: { n: 3 } }, StatusCode: 200 });
  });

  it("sends an empty event without a Payload", async () => {
    const ended = await workflows.run({ A: invoke(undefined, { Output: "{% $states.result.Payload %}" }) });
    expect(output(ended)).toEqual({ got: {} });
  });

  it("fails with the error's name, and its payload as cause", async () => {
    const ended = await workflows.run({ A: invoke({ fail: true }) });
    expect(ended).toMatchObject({ status: "FAILED", error: "Unlucky" });
    expect(JSON.parse(ended.cause ?? "")).toMatchObject({ errorType: "Unlucky", errorMessage: "no luck" });
  });

  it("names errors of the service by it", async () => {
    const Arguments = { FunctionName: `${FUNCTION}-missing` };
    expect((await workflows.run({ A: invoke({}, { Arguments }) })).error).toBe("Lambda.ResourceNotFoundException");
  });
});

/** Of this one works at a time. */
const alone = (ms: number) => ({
  A: invoke({ ms }, { Arguments: { FunctionName: FUNCTION.replace(/work$/, "alone"), Payload: { ms } } }),
});

/** Which of these executions ended first, next, and so on. */
async function inTurn(executions: Readonly<Record<string, string>>): Promise<string[]> {
  const ended = await Promise.all(
    Object.entries(executions).map(async ([name, arn]) => ({ name, at: (await workflows.ended(arn)).stopDate ?? 0 })),
  );
  return ended.sort((one, other) => Number(one.at) - Number(other.at)).map(({ name }) => name);
}

describe("turns", () => {
  it("come to what is for later when nothing else waits", async () => {
    const later = await workflows.create(alone(50));
    await workflows.client.send(
      new TagResourceCommand({ resourceArn: later, tags: [{ key: "Turn", value: "later" }] }),
    );
    const other = await workflows.create(alone(50));
    const executions = {
      first: await workflows.start(await workflows.create(alone(600))),
      later: await workflows.start(later),
      other: await workflows.start(other),
    };
    expect(await inTurn(executions)).toEqual(["first", "other", "later"]);
  });

  it("come to the oldest work first, of which an execution is part that it has started", async () => {
    const child = await workflows.create(alone(50));
    const startChild = {
      Type: "Task",
      Resource: "arn:aws:states:::states:startExecution.sync:2",
      Arguments: { StateMachineArn: child },
      End: true,
    };
    const parent = await workflows.create({ Pause: { Type: "Wait", Seconds: 2, Next: "Start" }, Start: startChild });
    const young = await workflows.create(alone(50));
    const old = await workflows.start(parent);
    const first = await workflows.start(await workflows.create(alone(4000)));
    await setTimeout(1200);
    const executions = { first, young: await workflows.start(young), old };
    expect(await inTurn(executions)).toEqual(["first", "old", "young"]);
  });
});

describe("a time limit", () => {
  it("does not run while a function waits for its turn on this machine", async () => {
    // So large that few of them work at once: the last begins long after its limit has passed.
    const Arguments = { FunctionName: FUNCTION.replace(/work$/, "alone"), Payload: { ms: 700 } };
    const crowd = 4 * availableParallelism();
    const machine = await workflows.create({ A: invoke({}, { Arguments, TimeoutSeconds: 1 }) });
    const started = await Promise.all(Array.from({ length: crowd }, () => workflows.start(machine)));
    const ended = await Promise.all(started.map((executionArn) => workflows.ended(executionArn)));
    expect(ended.map(({ status }) => status)).toEqual(Array.from({ length: crowd }, () => "SUCCEEDED"));
    const ms = ended.map(({ startDate, stopDate }) => Number(stopDate) - Number(startDate));
    expect(Math.max(...ms)).toBeGreaterThan(1700);
  });

  it("runs from then on", async () => {
    const ended = await workflows.run({ A: invoke({ ms: 10_000 }, { TimeoutSeconds: 1 }) });
    expect(ended).toMatchObject({ status: "FAILED", error: "States.Timeout" });
  });
});

describe("a function's own ARN", () => {
  it("gives what the function returned, and has events of its own", async () => {
    const ended = await workflows.run({ A: { Type: "Task", Resource: FUNCTION, End: true } }, { n: 1 });
    expect(output(ended)).toEqual({ got: { n: 1 } });
    const events = ["LambdaFunctionScheduled", "LambdaFunctionStarted", "LambdaFunctionSucceeded"];
    expect((await workflows.eventTypes(ended.executionArn ?? "")).slice(2, 5)).toEqual(events);
  });
});
