import { execFile } from "node:child_process";
import { rmSync } from "node:fs";
import { promisify } from "node:util";
import { UpdateTableCommand } from "@aws-sdk/client-dynamodb";
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListStreamsCommand,
} from "@aws-sdk/client-dynamodb-streams";
import { PutCommand, QueryCommand, ScanCommand, TransactWriteCommand } from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestCloud, type TestCloud } from "../../testing.ts";
import { attributeDefinitions, clientsOf, createTestTable, keySchema } from "./test-table.ts";

const run = promisify(execFile);
const hasAwsCli = await run("aws", ["--version"]).then(
  () => true,
  () => false,
);

describe("after a kill and a new start", () => {
  it("everything that was acknowledged is there: items, index entries, stream records, done transactions", async () => {
    const first = await startTestCloud();
    const { client, document } = clientsOf(first);
    const TableName = await createTestTable(client, {
      key: "pk sk:N",
      global: { byX: "x" },
      StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_IMAGE" },
    });
    const put = (sk: number) => document.send(new PutCommand({ TableName, Item: { pk: "p", sk, x: `x${sk % 2}` } }));
    await Promise.all(Array.from({ length: 50 }, (_, sk) => put(sk)));
    const add = new TransactWriteCommand({
      TransactItems: [
        {
          Update: {
            TableName,
            Key: { pk: "counter", sk: 0 },
            UpdateExpression: "ADD n :one",
            ExpressionAttributeValues: { ":one": 1 },
          },
        },
      ],
      ClientRequestToken: "once",
    });
    await document.send(add);
    // An index whose items are perhaps not yet all in it.
    await client.send(
      new UpdateTableCommand({
        TableName,
        AttributeDefinitions: attributeDefinitions(["sk:N"]),
        GlobalSecondaryIndexUpdates: [
          { Create: { IndexName: "bySk", KeySchema: keySchema("sk:N"), Projection: { ProjectionType: "ALL" } } },
        ],
      }),
    );
    const unanswered = put(1000).catch(() => undefined);
    first.kill();
    await unanswered;

    const second = await startTestCloud({ directory: first.directory });
    const again = clientsOf(second);
    const count = async (IndexName: string, condition: string, value: unknown) => {
      const { Count } = await again.document.send(
        new QueryCommand({
          TableName,
          IndexName,
          KeyConditionExpression: condition,
          ExpressionAttributeValues: { ":v": value },
        }),
      );
      return Count;
    };
    const { Items = [] } = await again.document.send(new ScanCommand({ TableName }));
    const found = Items.filter(({ pk, sk }) => pk === "p" && sk < 1000).map(({ sk }) => sk as number);
    expect(found.toSorted((left, right) => left - right)).toEqual(Array.from({ length: 50 }, (_, sk) => sk));
    expect(await count("byX", "x = :v", "x1")).toBe(25);
    await expect.poll(() => count("bySk", "sk = :v", 7).catch(() => "not ready")).toBe(1);

    await again.document.send(add);
    expect(Items.concat((await again.document.send(new ScanCommand({ TableName }))).Items ?? [])).toContainEqual({
      pk: "counter",
      sk: 0,
      n: 1,
    });
    expect(await streamed(second, TableName)).toEqual(Items.length);
    await second.stop();
    rmSync(first.directory, { recursive: true, force: true });
  });

  async function streamed(cloud: TestCloud, TableName: string): Promise<number | undefined> {
    const streams = new DynamoDBStreamsClient(cloud.clientConfig);
    const { Streams } = await streams.send(new ListStreamsCommand({ TableName }));
    const StreamArn = Streams?.[0]?.StreamArn;
    const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn }));
    const ShardId = StreamDescription?.Shards?.[0]?.ShardId;
    const { ShardIterator } = await streams.send(
      new GetShardIteratorCommand({ StreamArn, ShardId, ShardIteratorType: "TRIM_HORIZON" }),
    );
    return (await streams.send(new GetRecordsCommand({ ShardIterator }))).Records?.length;
  }
});

describe("rights", () => {
  const operations = [
    ["PutItem", { TableName: "assets", Item: { pk: { S: "a" } } }, [["dynamodb:PutItem", "table/assets"]]],
    ["GetItem", { TableName: "assets", Key: { pk: { S: "a" } } }, [["dynamodb:GetItem", "table/assets"]]],
    [
      "Query",
      { TableName: "assets", IndexName: "gsi1", KeyConditionExpression: "pk = :p" },
      [["dynamodb:Query", "table/assets/index/gsi1"]],
    ],
    ["Scan", { TableName: "assets" }, [["dynamodb:Scan", "table/assets"]]],
    [
      "BatchGetItem",
      { RequestItems: { one: { Keys: [{}] }, two: { Keys: [{}] } } },
      [
        ["dynamodb:BatchGetItem", "table/one"],
        ["dynamodb:BatchGetItem", "table/two"],
      ],
    ],
    [
      "TransactWriteItems",
      {
        TransactItems: [
          { Put: { TableName: "one", Item: {} } },
          { ConditionCheck: { TableName: "two", Key: {}, ConditionExpression: "attribute_exists(pk)" } },
        ],
      },
      [
        ["dynamodb:PutItem", "table/one"],
        ["dynamodb:ConditionCheckItem", "table/two"],
      ],
    ],
    [
      "DescribeStream",
      { StreamArn: "arn:aws:dynamodb:us-east-1:000000000000:table/assets/stream/2020-01-01T00:00:00.000" },
      [["dynamodb:DescribeStream", "table/assets/stream/2020-01-01T00:00:00.000"]],
    ],
  ] as const;

  let cloud: TestCloud;
  beforeAll(async () => {
    cloud = await startTestCloud();
  });
  afterAll(() => cloud.stop());

  it.each(operations)("%s needs the IAM actions that it needs on AWS", async (operation, input, expected) => {
    const { createDynamoDb } = await import("./service.ts");
    const needed = createDynamoDb(cloud.cloud).operations[operation]?.permissions(structuredClone(input));
    expect(needed?.map(({ action, resource }) => [action, resource])).toEqual(
      expected.map(([action, resource]) => [action, `arn:aws:dynamodb:us-east-1:000000000000:${resource}`]),
    );
  });
});

describe.skipIf(!hasAwsCli)("the AWS CLI", () => {
  let cloud: TestCloud;
  beforeAll(async () => {
    cloud = await startTestCloud();
  });
  afterAll(() => cloud.stop());

  it("makes a table, writes and queries it", { timeout: 60_000 }, async () => {
    const env = { ...process.env, ...cloud.env, AWS_PAGER: "", AWS_EC2_METADATA_DISABLED: "true" };
    const aws = async (...options: string[]) => {
      const { stdout } = await run("aws", ["dynamodb", ...options, "--output", "json"], { env });
      return stdout.trim() ? JSON.parse(stdout) : undefined;
    };
    await aws(
      ..."create-table --table-name films --billing-mode PAY_PER_REQUEST".split(" "),
      ..."--attribute-definitions AttributeName=pk,AttributeType=S AttributeName=sk,AttributeType=N".split(" "),
      ..."--key-schema AttributeName=pk,KeyType=HASH AttributeName=sk,KeyType=RANGE".split(" "),
    );
    await aws("put-item", "--table-name", "films", "--item", '{"pk":{"S":"a"},"sk":{"N":"7"}}');
    const found = await aws(
      "query",
      ..."--table-name films --key-condition-expression".split(" "),
      "pk = :p",
      "--expression-attribute-values",
      '{":p":{"S":"a"}}',
    );
    expect(found.Items).toEqual([{ pk: { S: "a" }, sk: { N: "7" } }]);
    await expect(aws("get-item", "--table-name", "nothing", "--key", '{"pk":{"S":"a"}}')).rejects.toThrow(
      "ResourceNotFoundException",
    );
  });
});
