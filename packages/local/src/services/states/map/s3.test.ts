import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { DescribeExecutionCommand } from "@aws-sdk/client-sfn";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestCloud, type TestCloud } from "../../../testing.ts";
import { distributed, output, role, Workflows } from "../testing.ts";

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
])("reads %s", async (name, text, config, expected) => {
  const key = `${name.replaceAll(" ", "-")}.txt`;
  await put(key, text);
  expect(output(await workflows.run(reading(key, config)))).toEqual(expected);
});

it.each([
  ["not JSON", "{"],
  ["no array", "{}"],
])("fails with States.ItemReaderFailed when the file is %s", async (name, text) => {
  await put(name, text);
  expect(await workflows.run(reading(name, { InputType: "JSON" }))).toMatchObject({
    error: "States.ItemReaderFailed",
  });
});

it("lists a bucket", async () => {
  for (const key of ["list/a", "list/b"]) await put(key, key);
  const ItemReader = {
    Resource: "arn:aws:states:::s3:listObjectsV2",
    Arguments: { Bucket: "data", Prefix: "list/" },
  };
  const states = { I: { Type: "Pass", Output: "{% $states.input.Key & ' ' & $states.input.Size %}", ...end } };
  expect(output(await workflows.run(distributed(states, { ItemReader })))).toEqual(["list/a 6", "list/b 6"]);
});

it("writes the results, with a manifest that names them", async () => {
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

it("fails with States.ResultWriterFailed when the bucket is not there", async () => {
  const ResultWriter = { Resource: "arn:aws:states:::s3:putObject", Arguments: { Bucket: "nowhere" } };
  expect(await workflows.run(distributed(double, { ResultWriter }), [1])).toMatchObject({
    error: "States.ResultWriterFailed",
  });
});

it("shapes results without writing them", async () => {
  const ResultWriter = { WriterConfig: { Transformation: "FLATTEN", OutputType: "JSON" } };
  expect(output(await workflows.run(distributed(same, { ResultWriter, Items: [[1, 2], [3]] })))).toEqual([1, 2, 3]);
});
