import { GetExecutionHistoryCommand } from "@aws-sdk/client-sfn";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestCloud, type TestCloud } from "../../../testing.ts";
import { role, Workflows } from "../testing.ts";

let cloud: TestCloud;
let workflows: Workflows;

beforeAll(async () => {
  cloud = await startTestCloud({ resources: [role] });
  workflows = new Workflows(cloud);
});

afterAll(() => cloud.stop());

const end = { End: true };

/** Number, number of the event before, type, and the details that matter. */
async function told(states: object, input: unknown = {}) {
  const { executionArn = "" } = await workflows.run(states, input);
  return (await workflows.history(executionArn)).map(({ id, previousEventId, type }) => [id, previousEventId, type]);
}

it("chains the events of states by the one before", async () => {
  expect(await told({ A: { Type: "Pass", Next: "B" }, B: { Type: "Succeed" } })).toEqual([
    [1, 0, "ExecutionStarted"],
    [2, 0, "PassStateEntered"],
    [3, 2, "PassStateExited"],
    [4, 3, "SucceedStateEntered"],
    [5, 4, "SucceedStateExited"],
    [6, 5, "ExecutionSucceeded"],
  ]);
});

it("tells of a task, its failed evaluation and what caught it", async () => {
  const Resource = "arn:aws:states:::sqs:listQueues";
  const Catch = [{ ErrorEquals: ["States.QueryEvaluationError"], Next: "Z" }];
  const A = { Type: "Task", Resource, Arguments: {}, Output: "{% $states.result.none %}", Catch, ...end };
  const { executionArn = "" } = await workflows.run({ A, Z: { Type: "Fail", Error: "E" } });
  const events = await workflows.history(executionArn);
  expect(events.map(({ type }) => type)).toEqual([
    "ExecutionStarted",
    "TaskStateEntered",
    "TaskScheduled",
    "TaskStarted",
    "TaskSucceeded",
    "EvaluationFailed",
    "TaskStateExited",
    "FailStateEntered",
    "ExecutionFailed",
  ]);
  expect(events[2]?.taskScheduledEventDetails).toEqual({
    resourceType: "sqs",
    resource: "listQueues",
    region: cloud.region,
    parameters: "{}",
  });
  expect(events[5]?.evaluationFailedEventDetails).toMatchObject({
    error: "States.QueryEvaluationError",
    location: "Output",
    state: "A",
  });
  expect(events[6]?.stateExitedEventDetails?.output).toContain("States.QueryEvaluationError");
  expect(events[8]?.executionFailedEventDetails).toMatchObject({ error: "E" });
});

it("tells of branches that were stopped since another one failed", async () => {
  const failing = { StartAt: "F", States: { F: { Type: "Fail", Error: "E" } } };
  const waiting = { StartAt: "W", States: { W: { Type: "Wait", Seconds: 60, ...end } } };
  expect(await told({ A: { Type: "Parallel", Branches: [failing, waiting], ...end } })).toEqual([
    [1, 0, "ExecutionStarted"],
    [2, 0, "ParallelStateEntered"],
    [3, 2, "ParallelStateStarted"],
    [4, 3, "FailStateEntered"],
    [5, 3, "WaitStateEntered"],
    [6, 5, "WaitStateAborted"],
    [7, 4, "ParallelStateFailed"],
    [8, 7, "ExecutionFailed"],
  ]);
});

it("tells of iterations", async () => {
  const ItemProcessor = { StartAt: "I", States: { I: { Type: "Pass", ...end } } };
  expect(await told({ M: { Type: "Map", ItemProcessor, ...end } }, [1])).toEqual([
    [1, 0, "ExecutionStarted"],
    [2, 0, "MapStateEntered"],
    [3, 2, "MapStateStarted"],
    [4, 3, "MapIterationStarted"],
    [5, 4, "PassStateEntered"],
    [6, 5, "PassStateExited"],
    [7, 6, "MapIterationSucceeded"],
    [8, 7, "MapStateSucceeded"],
    [9, 8, "MapStateExited"],
    [10, 9, "ExecutionSucceeded"],
  ]);
});

it("shows that no more iterations run at once than MaxConcurrency allows", async () => {
  const ItemProcessor = { StartAt: "I", States: { I: { Type: "Wait", Seconds: 0, ...end } } };
  const ended = await workflows.run(
    { M: { Type: "Map", ItemProcessor, MaxConcurrency: 3, ...end } },
    [1, 2, 3, 4, 5, 6, 7],
  );
  let open = 0;
  let most = 0;
  for (const type of await workflows.eventTypes(ended.executionArn ?? "")) {
    if (type === "MapIterationStarted") most = Math.max(most, ++open);
    if (type === "MapIterationSucceeded") open--;
  }
  expect(most).toBe(3);
});

it("is read in pages, from either end, with or without data", async () => {
  const { executionArn } = await workflows.run({ A: { Type: "Pass", Next: "B" }, B: { Type: "Succeed" } });
  const ids: (number | undefined)[] = [];
  let nextToken: string | undefined;
  do {
    const query = { executionArn, maxResults: 4, reverseOrder: true, nextToken, includeExecutionData: false };
    const page = await workflows.client.send(new GetExecutionHistoryCommand(query));
    ids.push(...(page.events ?? []).map(({ id }) => id));
    expect(JSON.stringify(page.events)).not.toContain('"input"');
    nextToken = page.nextToken;
  } while (nextToken);
  expect(ids).toEqual([6, 5, 4, 3, 2, 1]);
});

it("ends an execution that would have more than 25,000 events", async () => {
  const loop = {
    A: { Type: "Choice", Choices: [{ Condition: "{% $states.input.stop %}", Next: "Z" }], Default: "B" },
    B: { Type: "Pass", Next: "A" },
    Z: { Type: "Succeed" },
  };
  const ended = await workflows.run(loop, { stop: false });
  expect(ended).toMatchObject({ status: "FAILED", error: "States.Runtime" });
  expect(ended.cause).toContain("maximum number of history events");
});
