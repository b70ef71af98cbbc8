import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import {
  DescribeExecutionCommand,
  DescribeMapRunCommand,
  ListExecutionsCommand,
  ListMapRunsCommand,
  RedriveExecutionCommand,
} from "@aws-sdk/client-sfn";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestCloud, type TestCloud } from "../../../testing.ts";
import { output, role, Workflows } from "../testing.ts";

let cloud: TestCloud;
let workflows: Workflows;
let s3: S3Client;

beforeAll(async () => {
  cloud = await startTestCloud({ resources: [role] });
  workflows = new Workflows(cloud);
  s3 = new S3Client({ ...cloud.clientConfig, forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket: "data" }));
});

afterAll(() => cloud.stop());

const end = { End: true };
const double = { I: { Type: "Pass", Output: "{% $states.input * 2 %}", ...end } };
const picky = {
  I: { Type: "Choice", Choices: [{ Condition: "{% $states.input < 0 %}", Next: "Bad" }], Default: "Good" },
  Bad: { Type: "Fail", Error: "Negative", Cause: "below zero" },
  Good: { Type: "Pass", ...end },
};

const distributed = (states: object, fields: object = {}, ExecutionType = "STANDARD") => ({
  M: {
    Type: "Map",
    ItemProcessor: { ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType }, StartAt: "I", States: states },
    ...end,
    ...fields,
  },
});

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

describe("S3", () => {
  const put = (Key: string, Body: string) => s3.send(new PutObjectCommand({ Bucket: "data", Key, Body }));
  const get = async (Key: string) =>
    (await s3.send(new GetObjectCommand({ Bucket: "data", Key }))).Body?.transformToString() ?? "";
  const same = { I: { Type: "Pass", ...end } };
  const reading = (Key: string, ReaderConfig: object) =>
    distributed(same, {
      ItemReader: { Resource: "arn:aws:states:::s3:getObject", Arguments: { Bucket: "data", Key }, ReaderConfig },
    });

  it.each<[string, string, object, unknown]>([
    ["JSON", "[1,2,3]", { InputType: "JSON" }, [1, 2, 3]],
    ["JSON up to MaxItems", "[1,2,3]", { InputType: "JSON", MaxItems: 2 }, [1, 2]],
    ["JSONL", '{"a":1}\n{"a":2}\n', { InputType: "JSONL" }, [{ a: 1 }, { a: 2 }]],
    [
      "CSV",
      'a,b\n1,"x, ""y"""\r\n2,\n',
      { InputType: "CSV", CSVHeaderLocation: "FIRST_ROW" },
      [
        { a: "1", b: 'x, "y"' },
        { a: "2", b: "" },
      ],
    ],
    [
      "CSV with a given header",
      "1;2\n",
      { InputType: "CSV", CSVHeaderLocation: "GIVEN", CSVHeaders: ["a", "b"], CSVDelimiter: "SEMICOLON" },
      [{ a: "1", b: "2" }],
    ],
  ])("is read: %s", async (name, text, config, expected) => {
    const key = `${name.replaceAll(" ", "-")}.txt`;
    await put(key, text);
    expect(output(await workflows.run(reading(key, config)))).toEqual(expected);
  });

  it.each([
    ["not JSON", "{"],
    ["no array", "{}"],
  ])("with a file that is %s fails with States.ItemReaderFailed", async (name, text) => {
    await put(name, text);
    expect(await workflows.run(reading(name, { InputType: "JSON" }))).toMatchObject({
      error: "States.ItemReaderFailed",
    });
  });

  it("is listed", async () => {
    for (const key of ["list/a", "list/b"]) await put(key, key);
    const ItemReader = {
      Resource: "arn:aws:states:::s3:listObjectsV2",
      Arguments: { Bucket: "data", Prefix: "list/" },
    };
    const states = { I: { Type: "Pass", Output: "{% $states.input.Key & ' ' & $states.input.Size %}", ...end } };
    expect(output(await workflows.run(distributed(states, { ItemReader })))).toEqual(["list/a 6", "list/b 6"]);
  });

  it("gets the results, with a manifest that names them", async () => {
    const ResultWriter = { Resource: "arn:aws:states:::s3:putObject", Arguments: { Bucket: "data", Prefix: "out" } };
    const ended = await workflows.run(distributed(picky, { ResultWriter, ToleratedFailurePercentage: 50 }), [1, -1]);
    const { MapRunArn, ResultWriterDetails } = output(ended) as {
      MapRunArn: string;
      ResultWriterDetails: { Bucket: string; Key: string };
    };
    expect(ResultWriterDetails).toMatchObject({
      Bucket: "data",
      Key: expect.stringMatching(/^out\/.*\/manifest\.json$/),
    });
    const manifest = JSON.parse(await get(ResultWriterDetails.Key));
    expect(manifest).toMatchObject({ DestinationBucket: "data", MapRunArn });
    const [succeeded] = JSON.parse(await get(manifest.ResultFiles.SUCCEEDED[0].Key));
    expect(succeeded).toMatchObject({ Status: "SUCCEEDED", Input: "1", Output: "1" });
    const [failed] = JSON.parse(await get(manifest.ResultFiles.FAILED[0].Key));
    expect(failed).toMatchObject({ Status: "FAILED", Error: "Negative" });
    const { mapRunArn } = await workflows.client.send(
      new DescribeExecutionCommand({ executionArn: failed.ExecutionArn }),
    );
    expect(mapRunArn).toBe(MapRunArn);
  });

  it("that is not there fails the Map with States.ResultWriterFailed", async () => {
    const ResultWriter = { Resource: "arn:aws:states:::s3:putObject", Arguments: { Bucket: "nowhere" } };
    expect(await workflows.run(distributed(double, { ResultWriter }), [1])).toMatchObject({
      error: "States.ResultWriterFailed",
    });
  });

  it("is not asked when the results are only shaped", async () => {
    const ResultWriter = { WriterConfig: { Transformation: "FLATTEN", OutputType: "JSON" } };
    expect(output(await workflows.run(distributed(same, { ResultWriter, Items: [[1, 2], [3]] })))).toEqual([1, 2, 3]);
  });
});
