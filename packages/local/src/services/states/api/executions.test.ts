import {
  ListExecutionsCommand,
  RedriveExecutionCommand,
  StartExecutionCommand,
  StartSyncExecutionCommand,
  StopExecutionCommand,
} from "@aws-sdk/client-sfn";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestCloud, type TestCloud } from "../../../testing.ts";
import { output, role, Workflows } from "../testing.ts";

let cloud: TestCloud;
let workflows: Workflows;

beforeAll(async () => {
  cloud = await startTestCloud({ resources: [role] });
  workflows = new Workflows(cloud);
});

afterAll(() => cloud.stop());

const forever = { W: { Type: "Wait", Seconds: 3600, End: true } };
const quick = { P: { Type: "Pass", End: true } };

describe("names", () => {
  it("answers the same start again while the execution runs", async () => {
    const machine = await workflows.create(forever);
    const first = await workflows.start(machine, { a: 1 }, "one");
    expect(await workflows.start(machine, { a: 1 }, "one")).toBe(first);
    await expect(workflows.start(machine, { a: 2 }, "one")).rejects.toMatchObject({ name: "ExecutionAlreadyExists" });
  });

  it("are taken for good when the execution has ended", async () => {
    const machine = await workflows.create(quick);
    await workflows.ended(await workflows.start(machine, {}, "one"));
    await expect(workflows.start(machine, {}, "one")).rejects.toMatchObject({ name: "ExecutionAlreadyExists" });
  });

  it.each(["a b", "a/b", "", "x".repeat(81)])("refuses '%s'", async (name) => {
    const stateMachineArn = await workflows.create(quick);
    const start = new StartExecutionCommand({ stateMachineArn, name });
    await expect(workflows.client.send(start)).rejects.toMatchObject({ name: "InvalidName" });
  });
});

it.each(["{", `"${"x".repeat(262_144)}"`])("refuses an input that is no JSON or too long", async (input) => {
  const stateMachineArn = await workflows.create(quick);
  const start = new StartExecutionCommand({ stateMachineArn, input });
  await expect(workflows.client.send(start)).rejects.toMatchObject({ name: "InvalidExecutionInput" });
});

it("lists executions newest first, by page, status and redrive", async () => {
  const machine = await workflows.create({ W: { Type: "Wait", Seconds: "{% $states.input %}", End: true } });
  const arns: string[] = [];
  for (const seconds of [0, 3600, 0]) arns.unshift(await workflows.start(machine, seconds));
  for (const arn of [arns[0], arns[2]]) await workflows.ended(arn ?? "");
  const list = async (query: object) => {
    const { executions = [], nextToken } = await workflows.client.send(
      new ListExecutionsCommand({ stateMachineArn: machine, ...query }),
    );
    return { arns: executions.map(({ executionArn }) => executionArn), nextToken };
  };
  const first = await list({ maxResults: 2 });
  expect(first.arns).toEqual(arns.slice(0, 2));
  expect(await list({ maxResults: 2, nextToken: first.nextToken })).toEqual({ arns: [arns[2]], nextToken: undefined });
  expect((await list({ statusFilter: "RUNNING" })).arns).toEqual([arns[1]]);
  expect((await list({ redriveFilter: "REDRIVEN" })).arns).toEqual([]);
  await expect(list({ nextToken: "?" })).rejects.toMatchObject({ name: "InvalidToken" });
});

it("stops an execution with the given error, once", async () => {
  const executionArn = await workflows.start(await workflows.create(forever));
  const { stopDate } = await workflows.client.send(new StopExecutionCommand({ executionArn, error: "E", cause: "C" }));
  expect(await workflows.ended(executionArn)).toMatchObject({ status: "ABORTED", error: "E", cause: "C" });
  const again = await workflows.client.send(new StopExecutionCommand({ executionArn, error: "F" }));
  expect(again.stopDate).toEqual(stopDate);
  expect(await workflows.eventTypes(executionArn)).toEqual([
    "ExecutionStarted",
    "WaitStateEntered",
    "ExecutionAborted",
  ]);
});

it("stops a machine that loops without waiting", async () => {
  const executionArn = await workflows.start(
    await workflows.create({
      A: { Type: "Choice", Choices: [{ Condition: true, Next: "B" }], Default: "Z" },
      B: { Type: "Pass", Next: "A" },
      Z: { Type: "Succeed" },
    }),
  );
  await workflows.client.send(new StopExecutionCommand({ executionArn }));
  expect((await workflows.ended(executionArn)).status).toBe("ABORTED");
});

describe("Express", () => {
  it("is run while the caller waits, and leaves nothing behind", async () => {
    const stateMachineArn = await workflows.create(
      { A: { Type: "Pass", Output: "{% $states.input.a %}", End: true } },
      {},
      "EXPRESS",
    );
    const request = { stateMachineArn, input: '{"a":5}' };
    const ended = await workflows.client.send(new StartSyncExecutionCommand(request));
    expect(ended).toMatchObject({ status: "SUCCEEDED", output: "5" });
    await expect(workflows.until(ended.executionArn ?? "", () => true)).rejects.toMatchObject({
      name: "ExecutionDoesNotExist",
    });
  });

  it("answers a failure as a result", async () => {
    const stateMachineArn = await workflows.create({ A: { Type: "Fail", Error: "E", Cause: "C" } }, {}, "EXPRESS");
    const ended = await workflows.client.send(new StartSyncExecutionCommand({ stateMachineArn }));
    expect(ended).toMatchObject({ status: "FAILED", error: "E", cause: "C" });
  });

  it("is asked for: a Standard machine is not run that way", async () => {
    const start = new StartSyncExecutionCommand({ stateMachineArn: await workflows.create(quick) });
    await expect(workflows.client.send(start)).rejects.toMatchObject({ name: "StateMachineTypeNotSupported" });
  });
});

describe("redrive", () => {
  /** Fails until the queue that it asks for exists: what was done before it must not be done again. */
  const states = (url: string) => ({
    A: { Type: "Pass", Assign: { x: "{% $uuid() %}" }, Next: "P" },
    P: {
      Type: "Parallel",
      Branches: [
        { StartAt: "Done", States: { Done: { Type: "Pass", Output: "{% $uuid() %}", End: true } } },
        {
          StartAt: "Send",
          States: {
            Send: {
              Type: "Task",
              Resource: "arn:aws:states:::sqs:sendMessage",
              Arguments: { QueueUrl: url, MessageBody: "hi" },
              Output: "{% $x %}",
              End: true,
            },
          },
        },
      ],
      End: true,
    },
  });

  it("goes on where it failed, and keeps what was done", async () => {
    const url = `${cloud.endpoint}/000000000000/later`;
    const executionArn = await workflows.start(await workflows.create(states(url)));
    expect(await workflows.ended(executionArn)).toMatchObject({ status: "FAILED", redriveStatus: "REDRIVABLE" });
    const before = await workflows.history(executionArn);
    await cloud.cloud.call({ kind: "operator" }, "sqs", "CreateQueue", { QueueName: "later" });
    await workflows.client.send(new RedriveExecutionCommand({ executionArn }));
    const ended = await workflows.ended(executionArn);
    expect(ended).toMatchObject({ status: "SUCCEEDED", redriveCount: 1, redriveStatus: "NOT_REDRIVABLE" });
    const exits = before.flatMap(({ stateExitedEventDetails: exit }) => (exit ? [exit] : []));
    const done = exits.find(({ name }) => name === "Done")?.output;
    const assigned = exits.find(({ name }) => name === "A")?.assignedVariables?.x;
    expect(output(ended)).toEqual([done, assigned].map((text) => JSON.parse(text ?? "")));
    const after = (await workflows.eventTypes(executionArn)).slice(before.length);
    expect(after.slice(0, 2)).toEqual(["ExecutionRedriven", "TaskScheduled"]);
    expect(after).not.toContain("PassStateEntered");
  });

  it("is refused while the execution runs, and when it has succeeded", async () => {
    for (const states of [forever, quick]) {
      const executionArn = await workflows.start(await workflows.create(states));
      if (states === quick) await workflows.ended(executionArn);
      const redrive = new RedriveExecutionCommand({ executionArn });
      await expect(workflows.client.send(redrive)).rejects.toMatchObject({ name: "ExecutionNotRedrivable" });
    }
  });
});
