import { UpdateTableCommand, UpdateTimeToLiveCommand } from "@aws-sdk/client-dynamodb";
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type GetShardIteratorCommandInput,
  ListStreamsCommand,
  type _Record as StreamRecord,
  type StreamViewType,
} from "@aws-sdk/client-dynamodb-streams";
import { DeleteCommand, GetCommand, PutCommand, TransactWriteCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { startTestCloud, type TestCloud } from "../../../testing.ts";
import { clientsOf, createTestTable } from "../test-table.ts";

let cloud: TestCloud;
let clients: ReturnType<typeof clientsOf>;
let streams: DynamoDBStreamsClient;
beforeAll(async () => {
  cloud = await startTestCloud();
  clients = clientsOf(cloud);
  streams = new DynamoDBStreamsClient(cloud.clientConfig);
});
afterAll(() => cloud.stop());

async function streamedTable(StreamViewType: StreamViewType = "NEW_AND_OLD_IMAGES") {
  const table = await createTestTable(clients.client, {
    key: "pk",
    StreamSpecification: { StreamEnabled: true, StreamViewType },
  });
  const { Streams } = await streams.send(new ListStreamsCommand({ TableName: table }));
  const arn = Streams?.[0]?.StreamArn ?? "";
  const put = (item: Record<string, unknown>) =>
    clients.document.send(new PutCommand({ TableName: table, Item: item }));
  return { table, arn, put };
}

async function iterator(arn: string, position: Partial<GetShardIteratorCommandInput> = {}) {
  const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn: arn }));
  const ShardId = StreamDescription?.Shards?.[0]?.ShardId;
  const ShardIteratorType = position.ShardIteratorType ?? "TRIM_HORIZON";
  const input = { StreamArn: arn, ShardId, ShardIteratorType, ...position };
  return (await streams.send(new GetShardIteratorCommand(input))).ShardIterator;
}

async function recordsFrom(ShardIterator: string | undefined, Limit?: number) {
  return streams.send(new GetRecordsCommand({ ShardIterator, Limit }));
}

async function records(arn: string): Promise<StreamRecord[]> {
  return (await recordsFrom(await iterator(arn))).Records ?? [];
}

describe("streams", () => {
  it("tell every change of an item in order, and nothing of writes that change nothing", async () => {
    const { table, arn, put } = await streamedTable();
    await put({ pk: "a", v: 1 });
    await put({ pk: "a", v: 1 });
    await clients.document.send(
      new UpdateCommand({
        TableName: table,
        Key: { pk: "a" },
        UpdateExpression: "SET v = :v",
        ExpressionAttributeValues: { ":v": 2 },
      }),
    );
    await clients.document.send(new DeleteCommand({ TableName: table, Key: { pk: "a" } }));
    await clients.document.send(new DeleteCommand({ TableName: table, Key: { pk: "a" } }));
    const [one, two] = [
      { pk: { S: "a" }, v: { N: "1" } },
      { pk: { S: "a" }, v: { N: "2" } },
    ];
    expect(await records(arn)).toEqual([
      record("INSERT", { NewImage: one }),
      record("MODIFY", { OldImage: one, NewImage: two }),
      record("REMOVE", { OldImage: two }),
    ]);
  });

  function record(eventName: string, images: object) {
    return {
      eventID: expect.stringMatching(/^[0-9a-f]{32}$/),
      eventName,
      eventVersion: "1.1",
      eventSource: "aws:dynamodb",
      awsRegion: "us-east-1",
      dynamodb: {
        ApproximateCreationDateTime: expect.any(Date),
        Keys: { pk: { S: "a" } },
        SequenceNumber: expect.stringMatching(/^\d{21}$/),
        SizeBytes: expect.any(Number),
        StreamViewType: "NEW_AND_OLD_IMAGES",
        ...images,
      },
    };
  }

  it.each([
    ["KEYS_ONLY", []],
    ["NEW_IMAGE", ["NewImage"]],
    ["OLD_IMAGE", ["OldImage"]],
    ["NEW_AND_OLD_IMAGES", ["NewImage", "OldImage"]],
  ] as const)("with view %s hold %j", async (viewType, images) => {
    const { arn, put } = await streamedTable(viewType);
    await put({ pk: "a", v: 1 });
    await put({ pk: "a", v: 2 });
    const members = Object.keys((await records(arn))[1]?.dynamodb ?? {});
    expect(members.filter((name) => name.endsWith("Image")).sort()).toEqual(images);
  });

  it("are read from any place", async () => {
    const { arn, put } = await streamedTable();
    for (const pk of ["a", "b", "c"]) await put({ pk });
    const sequences = (await records(arn)).map(({ dynamodb }) => dynamodb?.SequenceNumber);
    const read = async (position: Partial<GetShardIteratorCommandInput>) => {
      const { Records = [] } = await recordsFrom(await iterator(arn, position));
      return Records.map(({ dynamodb }) => dynamodb?.Keys?.pk?.S);
    };
    const SequenceNumber = sequences[1];
    expect(await read({ ShardIteratorType: "AT_SEQUENCE_NUMBER", SequenceNumber })).toEqual(["b", "c"]);
    expect(await read({ ShardIteratorType: "AFTER_SEQUENCE_NUMBER", SequenceNumber })).toEqual(["c"]);
    expect(await read({ ShardIteratorType: "LATEST" })).toEqual([]);

    const latest = await iterator(arn, { ShardIteratorType: "LATEST" });
    await put({ pk: "d" });
    const first = await recordsFrom(latest);
    expect(first.Records?.map(({ dynamodb }) => dynamodb?.Keys?.pk?.S)).toEqual(["d"]);
    await put({ pk: "e" });
    const second = await recordsFrom(first.NextShardIterator);
    expect(second.Records?.map(({ dynamodb }) => dynamodb?.Keys?.pk?.S)).toEqual(["e"]);
  });

  it("are read page by page without loss", async () => {
    const { arn, put } = await streamedTable("KEYS_ONLY");
    const keys = Array.from({ length: 25 }, (_, at) => `k${String(at).padStart(2, "0")}`);
    for (const pk of keys) await put({ pk });
    const read: (string | undefined)[] = [];
    let next = await iterator(arn);
    for (let page = 0; page < 4; page++) {
      const { Records = [], NextShardIterator } = await recordsFrom(next, 10);
      read.push(...Records.map(({ dynamodb }) => dynamodb?.Keys?.pk?.S));
      next = NextShardIterator;
    }
    expect(read).toEqual(keys);
  });

  it("tell all writes of a transaction, and none of one that was cancelled", async () => {
    const { table, arn } = await streamedTable("KEYS_ONLY");
    const put = (pk: string, condition?: string) => ({
      Put: { TableName: table, Item: { pk }, ...(condition && { ConditionExpression: condition }) },
    });
    await clients.document.send(new TransactWriteCommand({ TransactItems: [put("a"), put("b")] }));
    const cancelled = new TransactWriteCommand({ TransactItems: [put("c"), put("a", "attribute_not_exists(pk)")] });
    await expect(clients.document.send(cancelled)).rejects.toThrow("Transaction cancelled");
    expect((await records(arn)).map(({ dynamodb }) => dynamodb?.Keys?.pk?.S)).toEqual(["a", "b"]);
  });

  it("ring the bell when there is something to read", async () => {
    const { arn, put } = await streamedTable();
    const rung = cloud.cloud.bell.wait(`dynamodb-stream:${arn}`, 10_000);
    await put({ pk: "a" });
    expect(await rung).toBe(true);
  });

  it("end when they are disabled, and stay readable", async () => {
    const { table, arn, put } = await streamedTable();
    await put({ pk: "a" });
    await clients.client.send(
      new UpdateTableCommand({ TableName: table, StreamSpecification: { StreamEnabled: false } }),
    );
    await put({ pk: "b" });
    const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn: arn }));
    expect(StreamDescription?.StreamStatus).toBe("DISABLED");
    expect(StreamDescription?.Shards?.[0]?.SequenceNumberRange?.EndingSequenceNumber).toMatch(/^\d{21}$/);
    const first = await recordsFrom(await iterator(arn));
    expect(first.Records).toHaveLength(1);
    expect((await recordsFrom(first.NextShardIterator)).NextShardIterator).toBeUndefined();
  });

  it("are not found when they do not exist", async () => {
    const StreamArn = "arn:aws:dynamodb:us-east-1:000000000000:table/none/stream/2020-01-01T00:00:00.000";
    await expect(streams.send(new DescribeStreamCommand({ StreamArn }))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
    });
    await expect(recordsFrom("nonsense")).rejects.toMatchObject({ name: "ValidationException" });
  });
});

describe("time to live", () => {
  it("removes expired items later, says so in the stream, and leaves the others alone", {
    timeout: 30_000,
  }, async () => {
    const { table, arn, put } = await streamedTable();
    const now = Math.floor(Date.now() / 1000);
    // One was there before expiry was enabled.
    await put({ pk: "before", expiry: now - 60 });
    await clients.client.send(
      new UpdateTimeToLiveCommand({
        TableName: table,
        TimeToLiveSpecification: { AttributeName: "expiry", Enabled: true },
      }),
    );
    await put({ pk: "expired", expiry: now - 60 });
    await put({ pk: "later", expiry: now + 3600 });
    await put({ pk: "milliseconds", expiry: Date.now() });
    await put({ pk: "text", expiry: String(now - 60) });
    await put({ pk: "mistake", expiry: now - 6 * 365 * 24 * 3600 });
    const exists = async (pk: string) =>
      (await clients.document.send(new GetCommand({ TableName: table, Key: { pk } }))).Item !== undefined;
    expect(await exists("expired")).toBe(true);

    await vi.waitFor(async () => expect([await exists("before"), await exists("expired")]).toEqual([false, false]), {
      timeout: 25_000,
      interval: 200,
    });
    for (const pk of ["later", "milliseconds", "text", "mistake"]) expect(await exists(pk), pk).toBe(true);
    const removed = (await records(arn)).filter(({ eventName }) => eventName === "REMOVE");
    expect(removed.map(({ dynamodb }) => dynamodb?.OldImage?.pk?.S).sort()).toEqual(["before", "expired"]);
    for (const { userIdentity } of removed) {
      expect(userIdentity).toEqual({ PrincipalId: "dynamodb.amazonaws.com", Type: "Service" });
    }
  });
});
