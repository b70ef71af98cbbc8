import {
  DescribeMapRunCommand,
  ListExecutionsCommand,
  ListMapRunsCommand,
  RedriveExecutionCommand,
} from "@aws-sdk/client-sfn";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestCloud, type TestCloud } from "../../../testing.ts";
import { distributed, output, role, Workflows } from "../testing.ts";

let cloud: TestCloud;
let workflows: Workflows;

beforeAll(async () => {
  cloud = await startTestCloud({ resources: [role] });
  workflows = new Workflows(cloud);
});

afterAll(() => cloud.stop());

const end = { End: true };
const double = { I: { Type: "Pass", Output: "{% $states.input * 2 %}", ...end } };
const picky = {
  I: { Type: "Choice", Choices: [{ Condition: "{% $states.input < 0 %}", Next: "Bad" }], Default: "Good" },
  Bad: { Type: "Fail", Error: "Negative", Cause: "below zero" },
  Good: { Type: "Pass", ...end },
};

const mapRunsOf = async (executionArn: string | undefined) => {
  const { mapRuns = [] } = await workflows.client.send(new ListMapRunsCommand({ executionArn }));
  return Promise.all(mapRuns.map(({ mapRunArn }) => workflows.client.send(new DescribeMapRunCommand({ mapRunArn }))));
};

it.each(["STANDARD", "EXPRESS"])("runs each item as a %s execution of its own, results in order", async (type) => {
  const ended = await workflows.run(distributed(double, { MaxConcurrency: 2 }, type), [1, 2, 3, 4, 5]);
  expect(output(ended)).toEqual([2, 4, 6, 8, 10]);
  const [run] = await mapRunsOf(ended.executionArn);
  expect(run).toMatchObject({
    status: "SUCCEEDED",
    maxConcurrency: 2,
    itemCounts: { succeeded: 5, total: 5, failed: 0 },
  });
  const types = await workflows.eventTypes(ended.executionArn ?? "");
  expect(types.filter((name) => name?.startsWith("MapRun"))).toEqual(["MapRunStarted", "MapRunSucceeded"]);
  const children = await workflows.client.send(new ListExecutionsCommand({ mapRunArn: run?.mapRunArn }));
  expect(children.executions).toHaveLength(5);
});

it("gives children their own input and none of the variables", async () => {
  const states = { I: { Type: "Pass", Output: "{% [$states.context.Execution.Input, $exists($x)] %}", ...end } };
  const first = { A: { Type: "Pass", Assign: { x: 1 }, Next: "M" }, ...distributed(states, { Items: ["a"] }) };
  expect(output(await workflows.run(first))).toEqual([["a", false]]);
});

it("puts items into batches, by number and by size", async () => {
  const states = {
    I: { Type: "Pass", Output: "{% [$count($states.input.Items), $states.input.BatchInput.n] %}", ...end },
  };
  const batch = (ItemBatcher: object) => distributed(states, { Items: "{% [1..7] %}", ItemBatcher });
  const byNumber = await workflows.run(batch({ MaxItemsPerBatch: 3, BatchInput: { n: "{% $states.input.n %}" } }), {
    n: 9,
  });
  expect(output(byNumber)).toEqual([
    [3, 9],
    [3, 9],
    [1, 9],
  ]);
  const bySize = await workflows.run(batch({ MaxInputBytesPerBatch: 40, BatchInput: { n: 1 } }));
  expect(output(bySize)).toEqual([
    [4, 1],
    [3, 1],
  ]);
});

describe("failures", () => {
  it("end the Map when none are tolerated", async () => {
    const ended = await workflows.run(distributed(picky), [1, -1, 2]);
    expect(ended).toMatchObject({ status: "FAILED", error: "States.ExceedToleratedFailureThreshold" });
    expect((await mapRunsOf(ended.executionArn))[0]).toMatchObject({ status: "FAILED", itemCounts: { failed: 1 } });
  });

  it.each([
    ["ToleratedFailureCount", 1, "SUCCEEDED"],
    ["ToleratedFailureCount", 0, "FAILED"],
    ["ToleratedFailurePercentage", 25, "SUCCEEDED"],
    ["ToleratedFailurePercentage", "{% 24 %}", "FAILED"],
  ])("are measured against %s %s: %s", async (field, value, status) => {
    const ended = await workflows.run(distributed(picky, { [field]: value }), [1, -1, 2, 3]);
    expect(ended.status).toBe(status);
    if (status === "FAILED") return;
    const [first, failed] = output(ended) as [number, object];
    expect(first).toBe(1);
    expect(failed).toMatchObject({ Status: "FAILED", Error: "Negative", Input: "-1" });
  });

  it("are done again by a redrive, and only they", async () => {
    const states = {
      I: {
        Type: "Task",
        Resource: "arn:aws:states:::sqs:sendMessage",
        Arguments: { QueueUrl: "{% $states.input %}", MessageBody: "m" },
        Output: "{% $states.context.Execution.RedriveCount %}",
        ...end,
      },
    };
    const [there, missing] = ["there", "missing"].map((name) => `${cloud.endpoint}/000000000000/${name}`);
    const create = (QueueName: string) => cloud.cloud.call({ kind: "operator" }, "sqs", "CreateQueue", { QueueName });
    await create("there");
    const fields = { MaxConcurrency: 1, ToleratedFailureCount: 0 };
    const executionArn = await workflows.start(await workflows.create(distributed(states, fields)), [
      there,
      missing,
      there,
    ]);
    expect((await workflows.ended(executionArn)).status).toBe("FAILED");
    await create("missing");
    await workflows.client.send(new RedriveExecutionCommand({ executionArn }));
    expect(output(await workflows.ended(executionArn))).toEqual([0, 1, 0]);
    expect((await mapRunsOf(executionArn))[0]).toMatchObject({ status: "SUCCEEDED", redriveCount: 1 });
    expect(await workflows.eventTypes(executionArn)).toContain("MapRunRedriven");
  });
});
