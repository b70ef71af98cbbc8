import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DeleteTableCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  ListTablesCommand,
  ListTagsOfResourceCommand,
  paginateListTables,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
  waitUntilTableNotExists,
} from "@aws-sdk/client-dynamodb";
import { GetCommand, PutCommand, QueryCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { describe, expect, it, vi } from "vitest";
import { attributeDefinitions, createTestTable, keySchema, startTableCloud } from "../test-table.ts";

const { cloud, clients } = await startTableCloud();

const describeTable = async (TableName: string) =>
  (await clients.client.send(new DescribeTableCommand({ TableName }))).Table;

describe("tables", () => {
  it("are described as they were made, with what they hold", async () => {
    const name = await createTestTable(clients.client, {
      key: "pk sk:N",
      global: { byOwner: "owner" },
      local: { byDate: "pk date" },
      Tags: [{ Key: "team", Value: "media" }],
    });
    await waitUntilTableExists({ client: clients.client, minDelay: 1, maxWaitTime: 5 }, { TableName: name });
    await clients.document.send(new PutCommand({ TableName: name, Item: { pk: "a", sk: 1, owner: "o" } }));
    const table = await describeTable(name);
    const TableArn = `arn:aws:dynamodb:us-east-1:000000000000:table/${name}`;
    expect(table).toMatchObject({
      TableName: name,
      TableArn,
      TableStatus: "ACTIVE",
      KeySchema: keySchema("pk sk:N"),
      AttributeDefinitions: expect.arrayContaining(attributeDefinitions(["pk sk:N", "owner", "date"])),
      BillingModeSummary: { BillingMode: "PAY_PER_REQUEST" },
      ItemCount: 1,
      TableSizeBytes: 13,
      GlobalSecondaryIndexes: [
        { IndexName: "byOwner", IndexStatus: "ACTIVE", IndexArn: `${TableArn}/index/byOwner`, ItemCount: 1 },
      ],
      LocalSecondaryIndexes: [{ IndexName: "byDate", KeySchema: keySchema("pk date"), ItemCount: 0 }],
    });
    expect(table?.CreationDateTime).toBeInstanceOf(Date);
  });

  it("can be named by their ARN", async () => {
    const name = await createTestTable(clients.client, { key: "pk" });
    const TableName = (await describeTable(name))?.TableArn;
    await clients.document.send(new PutCommand({ TableName, Item: { pk: "a" } }));
    expect((await clients.document.send(new GetCommand({ TableName, Key: { pk: "a" } }))).Item).toEqual({ pk: "a" });
  });

  it("are listed by name, page by page", async () => {
    const made = await Promise.all([1, 2, 3].map(() => createTestTable(clients.client, { key: "pk" })));
    const listed: string[] = [];
    for await (const page of paginateListTables({ client: clients.client, pageSize: 2 }, {})) {
      expect(page.TableNames?.length).toBeLessThanOrEqual(2);
      listed.push(...(page.TableNames ?? []));
    }
    expect(listed).toEqual(listed.toSorted());
    expect(listed).toEqual(expect.arrayContaining(made));
  });

  it("are gone when deleted; a new one of that name is empty", async () => {
    const name = await createTestTable(clients.client, { key: "pk", global: { byX: "x" } });
    await clients.document.send(new PutCommand({ TableName: name, Item: { pk: "a", x: "x" } }));
    const deleted = await clients.client.send(new DeleteTableCommand({ TableName: name }));
    expect(deleted.TableDescription).toMatchObject({ TableName: name, TableStatus: "DELETING" });
    await waitUntilTableNotExists({ client: clients.client, minDelay: 1, maxWaitTime: 5 }, { TableName: name });
    await expect(clients.document.send(new GetCommand({ TableName: name, Key: { pk: "a" } }))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
      message: "Requested resource not found",
    });
    await createTestTable(clients.client, { key: "pk", global: { byX: "x" }, TableName: name });
    expect(await describeTable(name)).toMatchObject({ ItemCount: 0, GlobalSecondaryIndexes: [{ ItemCount: 0 }] });
    const rows = () =>
      cloud.cloud.database.get("SELECT COUNT(*) AS count FROM dynamodb_items WHERE item LIKE '%\"a\"%x%'");
    await vi.waitFor(() => expect(rows()).toEqual({ count: 0 }));
  });

  it("are not deleted while they are protected", async () => {
    const TableName = await createTestTable(clients.client, { key: "pk", DeletionProtectionEnabled: true });
    const remove = () => clients.client.send(new DeleteTableCommand({ TableName }));
    await expect(remove()).rejects.toThrow("protected against deletion");
    await clients.client.send(new UpdateTableCommand({ TableName, DeletionProtectionEnabled: false }));
    await remove();
  });

  it("carry tags", async () => {
    const name = await createTestTable(clients.client, { key: "pk", Tags: [{ Key: "a", Value: "1" }] });
    const ResourceArn = (await describeTable(name))?.TableArn;
    await clients.client.send(new TagResourceCommand({ ResourceArn, Tags: [{ Key: "b", Value: "2" }] }));
    await clients.client.send(new UntagResourceCommand({ ResourceArn, TagKeys: ["a"] }));
    const { Tags } = await clients.client.send(new ListTagsOfResourceCommand({ ResourceArn }));
    expect(Tags).toEqual([{ Key: "b", Value: "2" }]);
  });

  it.each<[Partial<CreateTableCommandInput>, RegExp]>([
    [{ TableName: "ab" }, /Value 'ab' at 'tableName' failed .* length greater than or equal to 3/],
    [{ TableName: "a b c" }, /regular expression pattern: \[a-zA-Z0-9_.-\]\+/],
    [{ KeySchema: [] }, /at 'keySchema' failed to satisfy constraint/],
    [{ KeySchema: keySchema("other") }, /Some index key attributes are not defined in AttributeDefinitions/],
    [{ AttributeDefinitions: attributeDefinitions(["pk", "unused"]) }, /does not exactly match number of attributes/],
    [{ BillingMode: "PROVISIONED" }, /ReadCapacityUnits and WriteCapacityUnits must both be specified/],
    [
      {
        LocalSecondaryIndexes: [
          { IndexName: "abc", KeySchema: keySchema("pk pk"), Projection: { ProjectionType: "ALL" } },
        ],
      },
      /have the same name/,
    ],
    [
      { GlobalSecondaryIndexes: [{ IndexName: "abc", KeySchema: keySchema("pk"), Projection: {} }] },
      /Unknown ProjectionType: null/,
    ],
  ])("are refused with %j", async (input, message) => {
    const create = new CreateTableCommand({
      TableName: "refused",
      BillingMode: "PAY_PER_REQUEST",
      KeySchema: keySchema("pk"),
      AttributeDefinitions: attributeDefinitions(["pk"]),
      ...input,
    });
    await expect(clients.client.send(create)).rejects.toThrow(
      expect.objectContaining({ name: "ValidationException", message: expect.stringMatching(message) }),
    );
    const { TableNames } = await clients.client.send(new ListTablesCommand({}));
    expect(TableNames).not.toContain("refused");
  });

  it("are made once", async () => {
    const TableName = await createTestTable(clients.client, { key: "pk" });
    await expect(createTestTable(clients.client, { key: "pk", TableName })).rejects.toMatchObject({
      name: "ResourceInUseException",
    });
  });
});

describe("changes of a table", () => {
  it("add an index that holds what was there before, and take it away again", async () => {
    const TableName = await createTestTable(clients.client, { key: "pk" });
    for (let n = 0; n < 30; n++) {
      await clients.document.send(new PutCommand({ TableName, Item: { pk: `p${n}`, owner: `o${n % 3}`, n } }));
    }
    await clients.document.send(new PutCommand({ TableName, Item: { pk: "odd", owner: 7 } }));
    const create = {
      IndexName: "byOwner",
      KeySchema: keySchema("owner n:N"),
      Projection: { ProjectionType: "ALL" as const },
    };
    await clients.client.send(
      new UpdateTableCommand({
        TableName,
        AttributeDefinitions: attributeDefinitions(["owner", "n:N"]),
        GlobalSecondaryIndexUpdates: [{ Create: create }],
      }),
    );
    const status = async () =>
      (await describeTable(TableName))?.GlobalSecondaryIndexes?.map((index) => index.IndexStatus);
    await vi.waitFor(async () => expect(await status()).toEqual(["ACTIVE"]));
    const byOwner = async () => {
      const { Items } = await clients.document.send(
        new QueryCommand({
          TableName,
          IndexName: "byOwner",
          KeyConditionExpression: "#o = :o",
          ExpressionAttributeNames: { "#o": "owner" },
          ExpressionAttributeValues: { ":o": "o1" },
        }),
      );
      return Items?.map(({ n }) => n);
    };
    expect(await byOwner()).toEqual([1, 4, 7, 10, 13, 16, 19, 22, 25, 28]);

    // An item that was there with another type can still be changed elsewhere, but gets no new value of that type.
    const change = { TableName, Key: { pk: "odd" }, ExpressionAttributeValues: { ":v": 1 } };
    await clients.document.send(new UpdateCommand({ ...change, UpdateExpression: "SET v = :v" }));
    const wrong = new UpdateCommand({
      ...change,
      UpdateExpression: "SET #o = :v",
      ExpressionAttributeNames: { "#o": "owner" },
    });
    await expect(clients.document.send(wrong)).rejects.toThrow("Type mismatch for Index Key owner");

    await clients.client.send(
      new UpdateTableCommand({ TableName, GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: "byOwner" } }] }),
    );
    await expect(byOwner()).rejects.toThrow("The table does not have the specified index: byOwner");
  });

  it("are refused whole: a bad index leaves the other changes undone", async () => {
    const TableName = await createTestTable(clients.client, { key: "pk" });
    const update = new UpdateTableCommand({
      TableName,
      DeletionProtectionEnabled: true,
      GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: "none" } }],
    });
    await expect(clients.client.send(update)).rejects.toMatchObject({ name: "ResourceNotFoundException" });
    expect((await describeTable(TableName))?.DeletionProtectionEnabled).toBe(false);
  });

  it("set the time to live", async () => {
    const TableName = await createTestTable(clients.client, { key: "pk" });
    const ttl = async () =>
      (await clients.client.send(new DescribeTimeToLiveCommand({ TableName }))).TimeToLiveDescription;
    const set = (Enabled: boolean) =>
      clients.client.send(
        new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification: { AttributeName: "expiry", Enabled } }),
      );
    expect(await ttl()).toEqual({ TimeToLiveStatus: "DISABLED" });
    await set(true);
    expect(await ttl()).toEqual({ TimeToLiveStatus: "ENABLED", AttributeName: "expiry" });
    await expect(set(true)).rejects.toThrow("TimeToLive is already enabled");
    await set(false);
    expect(await ttl()).toEqual({ TimeToLiveStatus: "DISABLED" });
  });
});
