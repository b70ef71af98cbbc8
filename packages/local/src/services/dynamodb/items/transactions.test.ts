import { TransactionCanceledException, TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import {
  BatchGetCommand,
  BatchWriteCommand,
  PutCommand,
  ScanCommand,
  TransactGetCommand,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startTestCloud, type TestCloud } from "../../../testing.ts";
import { clientsOf, createTestTable } from "../test-table.ts";

let cloud: TestCloud;
let clients: ReturnType<typeof clientsOf>;
let table: string;
beforeAll(async () => {
  cloud = await startTestCloud();
  clients = clientsOf(cloud);
});
afterAll(() => cloud.stop());
beforeEach(async () => {
  table = await createTestTable(clients.client, { key: "pk", global: { byN: "n:N" } });
});

async function content() {
  const { Items = [] } = await clients.document.send(new ScanCommand({ TableName: table }));
  return Object.fromEntries(Items.map(({ pk, ...rest }) => [pk, rest]));
}

const put = (pk: string, rest = {}) =>
  clients.document.send(new PutCommand({ TableName: table, Item: { pk, ...rest } }));

type Actions = NonNullable<TransactWriteCommandInput["TransactItems"]>;
const write = (TransactItems: Actions, ClientRequestToken?: string) =>
  clients.document.send(
    new TransactWriteCommand({ TransactItems, ...(ClientRequestToken !== undefined && { ClientRequestToken }) }),
  );

describe("transactions", () => {
  it("do all of their writes", async () => {
    await put("updated", { n: 1 });
    await put("deleted");
    await put("checked", { n: 5 });
    await write([
      { Put: { TableName: table, Item: { pk: "put", n: 3 } } },
      {
        Update: {
          TableName: table,
          Key: { pk: "updated" },
          UpdateExpression: "ADD n :one",
          ExpressionAttributeValues: { ":one": 1 },
        },
      },
      { Delete: { TableName: table, Key: { pk: "deleted" } } },
      {
        ConditionCheck: {
          TableName: table,
          Key: { pk: "checked" },
          ConditionExpression: "n = :five",
          ExpressionAttributeValues: { ":five": 5 },
        },
      },
    ]);
    expect(await content()).toEqual({ put: { n: 3 }, updated: { n: 2 }, checked: { n: 5 } });
  });

  it("do nothing when one of their conditions fails, and say which", async () => {
    await put("there", { n: 1 });
    const failed = write([
      { Put: { TableName: table, Item: { pk: "new" } } },
      {
        Put: {
          TableName: table,
          Item: { pk: "there" },
          ConditionExpression: "attribute_not_exists(pk)",
          ReturnValuesOnConditionCheckFailure: "ALL_OLD",
        },
      },
      { Delete: { TableName: table, Key: { pk: "other" } } },
    ]);
    const error = await failed.catch((caught: unknown) => caught as TransactionCanceledException);
    expect(error).toBeInstanceOf(TransactionCanceledException);
    expect(error).toMatchObject({
      message:
        "Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed, None]",
      CancellationReasons: [
        { Code: "None" },
        {
          Code: "ConditionalCheckFailed",
          Message: "The conditional request failed",
          Item: { pk: { S: "there" }, n: { N: "1" } },
        },
        { Code: "None" },
      ],
    });
    expect(await content()).toEqual({ there: { n: 1 } });
  });

  it("do nothing when one of their actions does not fit its item or table", async () => {
    await put("text", { v: "text" });
    const increment = {
      Update: {
        TableName: table,
        Key: { pk: "text" },
        UpdateExpression: "ADD v :one",
        ExpressionAttributeValues: { ":one": 1 },
      },
    };
    const wrongKey = { Put: { TableName: table, Item: { pk: 7 } } };
    for (const bad of [increment, wrongKey]) {
      const failed = write([{ Put: { TableName: table, Item: { pk: "new" } } }, bad]);
      await expect(failed).rejects.toMatchObject({
        name: "TransactionCanceledException",
        CancellationReasons: [{ Code: "None" }, { Code: "ValidationError" }],
      });
    }
    expect(await content()).toEqual({ text: { v: "text" } });
  });

  it("are done once for one token, and refused when the token comes with other parameters", async () => {
    const add = (amount: number): Actions => [
      {
        Update: {
          TableName: table,
          Key: { pk: "counter" },
          UpdateExpression: "ADD n :n",
          ExpressionAttributeValues: { ":n": amount },
        },
      },
    ];
    await write(add(1), "token-1");
    await write(add(1), "token-1");
    expect(await content()).toEqual({ counter: { n: 1 } });
    await expect(write(add(2), "token-1")).rejects.toThrow(
      expect.objectContaining({ name: "IdempotentParameterMismatchException" }),
    );
    await write(add(1), "token-2");
    expect(await content()).toEqual({ counter: { n: 2 } });
  });

  it.each([
    [
      "two actions on one item",
      (name: string) => [put1(name, "a"), put1(name, "a")],
      /multiple operations on one item/,
    ],
    ["no action", () => [], /length greater than or equal to 1/],
    ["an action that is none", () => [{}], /can only contain one of Check, Put, Update or Delete/],
    [
      "more than 4 MB",
      (name: string) => [..."abcdefghijk"].map((pk) => put1(name, pk, "x".repeat(399_000))),
      /cannot exceed 4194304/,
    ],
  ])("refuse %s", async (_, actions, message) => {
    const failed = clients.client.send(new TransactWriteItemsCommand({ TransactItems: actions(table) }));
    await expect(failed).rejects.toThrow(
      expect.objectContaining({ name: "ValidationException", message: expect.stringMatching(message) }),
    );
    expect(await content()).toEqual({});
  });

  it("read several items at one moment, in the order asked", async () => {
    await put("a", { n: 1, m: 2 });
    await put("b", { n: 2 });
    const { Responses } = await clients.document.send(
      new TransactGetCommand({
        TransactItems: [
          { Get: { TableName: table, Key: { pk: "b" } } },
          { Get: { TableName: table, Key: { pk: "none" } } },
          { Get: { TableName: table, Key: { pk: "a" }, ProjectionExpression: "m" } },
        ],
      }),
    );
    expect(Responses).toEqual([{ Item: { pk: "b", n: 2 } }, {}, { Item: { m: 2 } }]);
  });
});

function put1(TableName: string, pk: string, x = "") {
  return { Put: { TableName, Item: { pk: { S: pk }, x: { S: x } } } };
}

describe("batches", () => {
  it("write and read many items in several tables", async () => {
    const other = await createTestTable(clients.client, { key: "id:N" });
    await put("old");
    const written = await clients.document.send(
      new BatchWriteCommand({
        RequestItems: {
          [table]: [{ PutRequest: { Item: { pk: "a", n: 1 } } }, { DeleteRequest: { Key: { pk: "old" } } }],
          [other]: [{ PutRequest: { Item: { id: 1 } } }],
        },
        ReturnConsumedCapacity: "TOTAL",
      }),
    );
    expect(written.UnprocessedItems).toEqual({});
    expect(written.ConsumedCapacity).toEqual([
      { TableName: table, CapacityUnits: 3 },
      { TableName: other, CapacityUnits: 1 },
    ]);
    const { Responses, UnprocessedKeys } = await clients.document.send(
      new BatchGetCommand({
        RequestItems: { [table]: { Keys: [{ pk: "a" }, { pk: "old" }] }, [other]: { Keys: [{ id: 1 }] } },
      }),
    );
    expect(Responses).toEqual({ [table]: [{ pk: "a", n: 1 }], [other]: [{ id: 1 }] });
    expect(UnprocessedKeys).toEqual({});
  });

  it("leave keys unprocessed when the answer would have more than 16 MB", async () => {
    const keys = Array.from({ length: 50 }, (_, at) => ({ pk: `large-${at}` }));
    for (const key of keys) await put(key.pk, { x: "x".repeat(350_000) });
    const found = new Set<unknown>();
    let left = keys;
    let calls = 0;
    while (left.length > 0) {
      const page = await clients.document.send(new BatchGetCommand({ RequestItems: { [table]: { Keys: left } } }));
      for (const { pk } of page.Responses?.[table] ?? []) found.add(pk);
      left = (page.UnprocessedKeys?.[table]?.Keys ?? []) as typeof keys;
      calls++;
    }
    expect(found.size).toBe(50);
    expect(calls).toBe(2);
  });

  it("are refused whole when one of their requests is wrong", async () => {
    const requests = [{ PutRequest: { Item: { pk: "fine" } } }, { PutRequest: { Item: { pk: 1 } } }];
    const batch = clients.document.send(new BatchWriteCommand({ RequestItems: { [table]: requests } }));
    await expect(batch).rejects.toThrow("Type mismatch for key pk expected: S actual: N");
    const twice = [{ PutRequest: { Item: { pk: "a" } } }, { DeleteRequest: { Key: { pk: "a" } } }];
    const doubled = clients.document.send(new BatchWriteCommand({ RequestItems: { [table]: twice } }));
    await expect(doubled).rejects.toThrow("Provided list of item keys contains duplicates");
    expect(await content()).toEqual({});
  });
});
