import { DescribeTableCommand, DescribeTimeToLiveCommand } from "@aws-sdk/client-dynamodb";
import { DescribeStreamCommand, DynamoDBStreamsClient } from "@aws-sdk/client-dynamodb-streams";
import { PutCommand, QueryCommand, ScanCommand } from "@aws-sdk/lib-dynamodb";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createDynamoDb } from "../services/dynamodb/service.ts";
import { clientsOf } from "../services/dynamodb/test-table.ts";
import { startTestCloud, type TestCloud } from "../testing.ts";
import { dynamoDbDeployer } from "./dynamodb.ts";

const graph = { app: "test", stage: "test", resources: [], functions: {}, links: {} };
const inputs = {
  name: "test-stage-TableTable-abcdefgh",
  attributes: [
    { name: "pk", type: "S" },
    { name: "sk", type: "S" },
  ],
  hashKey: "pk",
  rangeKey: "sk",
  billingMode: "PAY_PER_REQUEST",
  globalSecondaryIndexes: [],
  localSecondaryIndexes: [],
  pointInTimeRecovery: { enabled: true },
  streamEnabled: false,
};
const gsi1 = { name: "gsi1", hashKey: "gsi1pk", rangeKey: "gsi1sk", projectionType: "ALL" };
const withIndex = {
  ...inputs,
  attributes: [...inputs.attributes, { name: "gsi1pk", type: "S" }, { name: "gsi1sk", type: "N" }],
  globalSecondaryIndexes: [gsi1],
};
const TableName = inputs.name;

describe("a table of the graph", () => {
  let cloud: TestCloud;
  let clients: ReturnType<typeof clientsOf>;
  const resource = (changed: Record<string, unknown>) => ({
    type: "aws:dynamodb/table:Table",
    name: "TableTable",
    inputs: changed,
  });
  const start = async (changed: Record<string, unknown>, directory?: string) => {
    cloud = await startTestCloud({ resources: [resource(changed)], ...(directory && { directory }) });
    clients = clientsOf(cloud);
  };
  /** The next deployment, with other inputs, on the same state. */
  const redeploy = async (changed: Record<string, unknown>) => {
    const { directory } = cloud;
    cloud.kill();
    await start(changed, directory);
  };
  const describeTable = async () => (await clients.client.send(new DescribeTableCommand({ TableName }))).Table;
  const put = (sk: string, n: number) =>
    clients.document.send(new PutCommand({ TableName, Item: { pk: "p", sk, gsi1pk: "g", gsi1sk: n } }));

  beforeEach(() => start(inputs));
  afterEach(() => cloud.stop());

  it("is made as SST's component asks for it", async () => {
    expect(await describeTable()).toMatchObject({
      TableName,
      TableStatus: "ACTIVE",
      KeySchema: [
        { AttributeName: "pk", KeyType: "HASH" },
        { AttributeName: "sk", KeyType: "RANGE" },
      ],
      BillingModeSummary: { BillingMode: "PAY_PER_REQUEST" },
    });
  });

  it("gets and loses indexes without losing items", async () => {
    for (const [at, sk] of ["c", "a", "b"].entries()) await put(sk, at);
    await redeploy(withIndex);
    const query = new QueryCommand({
      TableName,
      IndexName: "gsi1",
      KeyConditionExpression: "gsi1pk = :g",
      ExpressionAttributeValues: { ":g": "g" },
    });
    expect((await clients.document.send(query)).Items?.map(({ sk }) => sk)).toEqual(["c", "a", "b"]);

    await redeploy({ ...withIndex, globalSecondaryIndexes: [{ ...gsi1, rangeKey: "sk" }] });
    expect((await clients.document.send(query)).Items?.map(({ sk }) => sk)).toEqual(["a", "b", "c"]);

    await redeploy(inputs);
    await expect(clients.document.send(query)).rejects.toThrow("does not have the specified index");
    expect((await clients.document.send(new ScanCommand({ TableName }))).Count).toBe(3);
  });

  it("gets and loses its time to live and its stream, whose ARN the graph knows beforehand", async () => {
    const StreamArn = `arn:aws:dynamodb:us-east-1:000000000000:table/${TableName}/stream/2020-01-01T00:00:00.000`;
    const status = async () =>
      (await new DynamoDBStreamsClient(cloud.clientConfig).send(new DescribeStreamCommand({ StreamArn })))
        .StreamDescription;
    const ttl = async () =>
      (await clients.client.send(new DescribeTimeToLiveCommand({ TableName }))).TimeToLiveDescription;
    await put("before", 1);
    await redeploy({
      ...inputs,
      streamEnabled: true,
      streamViewType: "NEW_IMAGE",
      ttl: { attributeName: "expiry", enabled: true },
    });
    expect(await status()).toMatchObject({ StreamStatus: "ENABLED", StreamViewType: "NEW_IMAGE", TableName });
    expect(await describeTable()).toMatchObject({ LatestStreamArn: StreamArn, ItemCount: 1 });
    expect(await ttl()).toEqual({ TimeToLiveStatus: "ENABLED", AttributeName: "expiry" });

    await redeploy(inputs);
    expect(await status()).toMatchObject({ StreamStatus: "DISABLED" });
    expect(await ttl()).toEqual({ TimeToLiveStatus: "DISABLED" });

    await redeploy({ ...inputs, streamEnabled: true, streamViewType: "KEYS_ONLY" });
    expect(await status()).toMatchObject({ StreamStatus: "ENABLED", StreamViewType: "KEYS_ONLY" });
  });

  it("stays as it is when it is deployed again", async () => {
    const before = await describeTable();
    await redeploy(inputs);
    expect(await describeTable()).toEqual(before);
  });

  it("does not change its key: its items would be lost", async () => {
    const deployer = dynamoDbDeployer(createDynamoDb(cloud.cloud));
    await expect(deployer.apply(resource({ ...inputs, rangeKey: undefined }), graph)).rejects.toThrow(
      `Table ${TableName} cannot change its hash or range key`,
    );
  });

  it("is deleted with its resource, unless it is protected", async () => {
    const deployer = dynamoDbDeployer(createDynamoDb(cloud.cloud));
    await deployer.apply(resource({ ...inputs, name: "other", deletionProtectionEnabled: true }), graph);
    expect(() => deployer.remove(resource({ ...inputs, name: "other" }))).toThrow("protected against deletion");
    await deployer.apply(resource({ ...inputs, name: "other" }), graph);
    await deployer.remove(resource({ ...inputs, name: "other" }));
    await deployer.apply(resource({ ...inputs, name: "other" }), graph);
    await deployer.remove(resource({ ...inputs, name: "never-deployed" }));
  });
});
