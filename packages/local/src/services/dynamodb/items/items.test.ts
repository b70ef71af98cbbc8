import {
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  type PutItemCommandInput,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from "@aws-sdk/client-dynamodb";
import { DeleteCommand, GetCommand, PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestCloud, type TestCloud } from "../../../testing.ts";
import { clientsOf, createTestTable } from "../test-table.ts";

let cloud: TestCloud;
let clients: ReturnType<typeof clientsOf>;
let table: string;
beforeAll(async () => {
  cloud = await startTestCloud();
  clients = clientsOf(cloud);
  table = await createTestTable(clients.client, { key: "pk", global: { byOwner: "owner score:N" } });
});
afterAll(() => cloud.stop());

let keys = 0;
const newKey = () => `item-${++keys}`;
const put = (input: Partial<PutItemCommandInput>) =>
  clients.client.send(new PutItemCommand({ TableName: table, Item: undefined, ...input }));
const refusal = (message: string | RegExp) =>
  expect.objectContaining({ name: "ValidationException", message: expect.stringMatching(message) });

async function stored(pk: string) {
  return (await clients.document.send(new GetCommand({ TableName: table, Key: { pk } }))).Item;
}

describe("items", () => {
  it("come back as they were put, whatever they hold", async () => {
    const item = {
      pk: { S: newKey() },
      text: { S: "é漢😀\u0000" },
      empty: { S: "" },
      number: { N: "-12345678901234567890.123456789" },
      bytes: { B: Uint8Array.of(0, 255, 1) },
      nothing: { NULL: true },
      truth: { BOOL: false },
      texts: { SS: ["b", "a"] },
      numbers: { NS: ["3", "1.5"] },
      list: { L: [{ S: "x" }, { M: { deep: { L: [] } } }] },
      map: { M: { constructor: { S: "not inherited" } } },
    };
    await put({ Item: item });
    const { Item } = await clients.client.send(new GetItemCommand({ TableName: table, Key: { pk: item.pk } }));
    expect(Item).toEqual(item);
  });

  it("keep numbers in one spelling", async () => {
    const pk = newKey();
    await put({ Item: { pk: { S: pk }, n: { N: "1.500e2" }, set: { NS: ["1.0", "2e0"] } } });
    const { Item } = await clients.client.send(new GetItemCommand({ TableName: table, Key: { pk: { S: pk } } }));
    expect(Item).toMatchObject({ n: { N: "150" }, set: { NS: ["1", "2"] } });
  });

  it.each<[string, PutItemCommandInput["Item"], RegExp]>([
    ["without its key", { x: { S: "a" } }, /Missing the key pk in the item/],
    ["with a key of another type", { pk: { N: "1" } }, /Type mismatch for key pk expected: S actual: N/],
    ["with an empty key", { pk: { S: "" } }, /cannot contain an empty string value. Key: pk/],
    ["with an index key of another type", { pk: { S: "a" }, score: { S: "1" } }, /Type mismatch for Index Key score/],
    ["with an empty index key", { pk: { S: "a" }, owner: { S: "" } }, /secondary index key is not supported/],
    ["with a number that is none", { pk: { S: "a" }, n: { N: "one" } }, /cannot be converted to a numeric value: one/],
    ["with an empty set", { pk: { S: "a" }, s: { SS: [] } }, /An string set {2}may not be empty/],
    ["with a set that has a member twice", { pk: { S: "a" }, s: { NS: ["1", "1.0"] } }, /contains duplicates/],
    ["with a key of more than 2048 bytes", { pk: { S: "x".repeat(2049) } }, /Size of hashkey/],
    ["of more than 400 KB", { pk: { S: "a" }, x: { S: "x".repeat(400 * 1024) } }, /exceeded the maximum allowed size/],
  ])("are refused %s", async (_, Item, message) => {
    await expect(put({ Item })).rejects.toThrow(refusal(message));
  });

  it("may have 400 KB, counted with the names of attributes", async () => {
    const pk = newKey();
    const x = "x".repeat(400 * 1024 - "pk".length - pk.length - "x".length);
    await put({ Item: { pk: { S: pk }, x: { S: x } } });
    await expect(put({ Item: { pk: { S: pk }, x: { S: `${x}x` } } })).rejects.toThrow(refusal(/maximum allowed size/));
  });

  it("are read in part with a projection", async () => {
    const pk = newKey();
    await clients.document.send(
      new PutCommand({ TableName: table, Item: { pk, a: { b: [10, 20, 30], c: 1 }, d: "d", name: "n" } }),
    );
    const { Item } = await clients.document.send(
      new GetCommand({
        TableName: table,
        Key: { pk },
        ProjectionExpression: "a.b[2], a.b[0], #name, gone.far",
        ExpressionAttributeNames: { "#name": "name" },
      }),
    );
    expect(Item).toEqual({ a: { b: [10, 30] }, name: "n" });
  });

  it("do not exist when they were never put", async () => {
    expect(await stored("never")).toBeUndefined();
  });
});

describe("conditional writes", () => {
  it("change nothing when the condition does not hold, and show the item if asked", async () => {
    const pk = newKey();
    await put({ Item: { pk: { S: pk }, v: { N: "1" } } });
    const second = put({
      Item: { pk: { S: pk }, v: { N: "2" } },
      ConditionExpression: "attribute_not_exists(pk)",
      ReturnValuesOnConditionCheckFailure: "ALL_OLD",
    });
    await expect(second).rejects.toMatchObject({
      name: "ConditionalCheckFailedException",
      message: "The conditional request failed",
      Item: { pk: { S: pk }, v: { N: "1" } },
    });
    expect(await stored(pk)).toEqual({ pk, v: 1 });
  });

  it("apply to deletes, which return what was there", async () => {
    const pk = newKey();
    await put({ Item: { pk: { S: pk }, v: { N: "1" } } });
    const remove = (version: number) =>
      clients.document.send(
        new DeleteCommand({
          TableName: table,
          Key: { pk },
          ConditionExpression: "v = :v",
          ExpressionAttributeValues: { ":v": version },
          ReturnValues: "ALL_OLD",
        }),
      );
    await expect(remove(2)).rejects.toThrow("The conditional request failed");
    expect((await remove(1)).Attributes).toEqual({ pk, v: 1 });
    expect(await stored(pk)).toBeUndefined();
  });

  it("give one winner among many at once", async () => {
    const pk = newKey();
    const attempts = Array.from({ length: 20 }, (_, at) =>
      put({ Item: { pk: { S: pk }, at: { N: String(at) } }, ConditionExpression: "attribute_not_exists(pk)" }),
    );
    const results = await Promise.allSettled(attempts);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });
});

describe("updates", () => {
  const update = (pk: string, input: Partial<UpdateItemCommandInput>) =>
    clients.client.send(new UpdateItemCommand({ TableName: table, Key: { pk: { S: pk } }, ...input }));

  it.each([
    ["SET v = v + :n", { pk: "", v: 15, arr: ["a", "b"], doc: { x: 1 } }],
    ["SET v = :n - v", { pk: "", v: -5, arr: ["a", "b"], doc: { x: 1 } }],
    ["SET w = if_not_exists(w, :n)", { pk: "", v: 10, w: 5, arr: ["a", "b"], doc: { x: 1 } }],
    ["SET v = if_not_exists(v, :n)", { pk: "", v: 10, arr: ["a", "b"], doc: { x: 1 } }],
    ["SET arr = list_append(:l, arr)", { pk: "", v: 10, arr: ["z", "a", "b"], doc: { x: 1 } }],
    ["SET arr[1] = :n", { pk: "", v: 10, arr: ["a", 5], doc: { x: 1 } }],
    ["SET arr[9] = :n", { pk: "", v: 10, arr: ["a", "b", 5], doc: { x: 1 } }],
    ["SET v = doc, doc.y = v", { pk: "", v: { x: 1 }, arr: ["a", "b"], doc: { x: 1, y: 10 } }],
    ["REMOVE arr[0]", { pk: "", v: 10, arr: ["b"], doc: { x: 1 } }],
    ["REMOVE arr[0], arr[1], doc.x", { pk: "", v: 10, arr: [], doc: {} }],
    ["REMOVE v SET doc.z = :l", { pk: "", arr: ["a", "b"], doc: { x: 1, z: ["z"] } }],
    ["ADD v :n", { pk: "", v: 15, arr: ["a", "b"], doc: { x: 1 } }],
    ["ADD fresh :n", { pk: "", v: 10, fresh: 5, arr: ["a", "b"], doc: { x: 1 } }],
  ])("carry out %s", async (UpdateExpression, expected) => {
    const pk = newKey();
    await clients.document.send(
      new PutCommand({ TableName: table, Item: { pk, v: 10, arr: ["a", "b"], doc: { x: 1 } } }),
    );
    const all: Record<string, unknown> = { ":n": 5, ":l": ["z"] };
    const used = Object.entries(all).filter(([name]) => UpdateExpression.includes(name));
    await clients.document.send(
      new UpdateCommand({
        TableName: table,
        Key: { pk },
        UpdateExpression,
        ...(used.length > 0 && { ExpressionAttributeValues: Object.fromEntries(used) }),
      }),
    );
    expect(await stored(pk)).toEqual({ ...expected, pk });
  });

  it("add to sets and take from them, and remove a set with its last member", async () => {
    const pk = newKey();
    const change = (UpdateExpression: string, members: string[]) =>
      update(pk, { UpdateExpression, ExpressionAttributeValues: { ":m": { SS: members } } });
    await change("ADD tags :m", ["a", "b"]);
    await change("ADD tags :m", ["b", "c"]);
    await change("DELETE tags :m", ["a", "x"]);
    expect(await stored(pk)).toEqual({ pk, tags: new Set(["b", "c"]) });
    await change("DELETE tags :m", ["b", "c"]);
    expect(await stored(pk)).toEqual({ pk });
  });

  it.each([
    ["ALL_OLD", { pk: "", v: 1, other: 1 }],
    ["ALL_NEW", { pk: "", v: 2, other: 1, added: 3 }],
    ["UPDATED_OLD", { v: 1 }],
    ["UPDATED_NEW", { v: 2, added: 3 }],
    ["NONE", undefined],
  ] as const)("return %s", async (ReturnValues, expected) => {
    const pk = newKey();
    await clients.document.send(new PutCommand({ TableName: table, Item: { pk, v: 1, other: 1 } }));
    const { Attributes } = await clients.document.send(
      new UpdateCommand({
        TableName: table,
        Key: { pk },
        UpdateExpression: "SET v = :v, added = :a",
        ExpressionAttributeValues: { ":v": 2, ":a": 3 },
        ReturnValues,
      }),
    );
    expect(Attributes).toEqual(expected && "pk" in expected ? { ...expected, pk } : expected);
  });

  it("make an item that does not exist, but not by taking away from it", async () => {
    const [made, unmade] = [newKey(), newKey()];
    await update(made, { UpdateExpression: "SET v = :v", ExpressionAttributeValues: { ":v": { N: "1" } } });
    await update(unmade, { UpdateExpression: "REMOVE v" });
    expect(await stored(made)).toEqual({ pk: made, v: 1 });
    expect(await stored(unmade)).toBeUndefined();
  });

  it("lose no increment when many come at once", async () => {
    const pk = newKey();
    const input = { UpdateExpression: "ADD v :one", ExpressionAttributeValues: { ":one": { N: "1" } } };
    await Promise.all(Array.from({ length: 50 }, () => update(pk, input)));
    expect(await stored(pk)).toEqual({ pk, v: 50 });
  });

  it.each<[string, UpdateItemCommandInput["ExpressionAttributeValues"], RegExp]>([
    ["SET pk = :v", { ":v": { S: "x" } }, /Cannot update attribute pk. This attribute is part of the key/],
    ["SET gone.x = :v", { ":v": { S: "x" } }, /document path provided in the update expression is invalid/],
    ["SET v = gone", undefined, /refers to an attribute that does not exist in the item/],
    ["SET v = words + :v", { ":v": { N: "1" } }, /An operand in the update expression has an incorrect data type/],
    ["ADD words :v", { ":v": { N: "1" } }, /An operand in the update expression has an incorrect data type/],
    ["SET score = :v", { ":v": { S: "x" } }, /Type mismatch for Index Key score Expected: N Actual: S/],
  ])("refuse %s and leave the item as it is", async (UpdateExpression, ExpressionAttributeValues, message) => {
    const pk = newKey();
    await put({ Item: { pk: { S: pk }, words: { S: "t" } } });
    await expect(update(pk, { UpdateExpression, ExpressionAttributeValues })).rejects.toThrow(refusal(message));
    expect(await stored(pk)).toEqual({ pk, words: "t" });
  });
});

describe("parameters of the time before expressions", () => {
  it("are understood", async () => {
    const pk = newKey();
    await put({ Item: { pk: { S: pk }, v: { N: "1" } }, Expected: { pk: { Exists: false } } });
    await clients.client.send(
      new UpdateItemCommand({
        TableName: table,
        Key: { pk: { S: pk } },
        AttributeUpdates: { v: { Action: "ADD", Value: { N: "2" } }, w: { Value: { S: "new" } } },
        Expected: { v: { ComparisonOperator: "BETWEEN", AttributeValueList: [{ N: "0" }, { N: "5" }] } },
      }),
    );
    expect(await stored(pk)).toEqual({ pk, v: 3, w: "new" });
    const again = clients.client.send(
      new DeleteItemCommand({ TableName: table, Key: { pk: { S: pk } }, Expected: { v: { Value: { N: "1" } } } }),
    );
    await expect(again).rejects.toThrow("The conditional request failed");
  });

  it("do not mix with expressions", async () => {
    const both = put({ Item: { pk: { S: "a" } }, Expected: { pk: { Exists: false } }, ConditionExpression: "v = v2" });
    await expect(both).rejects.toThrow(refusal(/Can not use both expression and non-expression parameters/));
  });
});

describe("consumed capacity", () => {
  it("counts a KB per unit for writes, in the table and in each index", async () => {
    const { ConsumedCapacity } = await put({
      Item: { pk: { S: newKey() }, owner: { S: "o" }, score: { N: "1" }, x: { S: "x".repeat(1500) } },
      ReturnConsumedCapacity: "INDEXES",
    });
    expect(ConsumedCapacity).toEqual({
      TableName: table,
      CapacityUnits: 4,
      Table: { CapacityUnits: 2 },
      GlobalSecondaryIndexes: { byOwner: { CapacityUnits: 2 } },
    });
  });

  it("counts 4 KB per unit for reads, half when they need not be consistent", async () => {
    const pk = newKey();
    await put({ Item: { pk: { S: pk }, x: { S: "x".repeat(5000) } } });
    const read = async (ConsistentRead: boolean) =>
      (
        await clients.client.send(
          new GetItemCommand({
            TableName: table,
            Key: { pk: { S: pk } },
            ConsistentRead,
            ReturnConsumedCapacity: "TOTAL",
          }),
        )
      ).ConsumedCapacity;
    expect(await read(true)).toEqual({ TableName: table, CapacityUnits: 2 });
    expect(await read(false)).toEqual({ TableName: table, CapacityUnits: 1 });
  });
});
