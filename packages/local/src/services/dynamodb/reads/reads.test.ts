import { type AttributeValue, QueryCommand, type QueryCommandInput, ScanCommand } from "@aws-sdk/client-dynamodb";
import {
  BatchWriteCommand,
  DeleteCommand,
  QueryCommand as DocumentQuery,
  type QueryCommandInput as DocumentQueryInput,
  ScanCommand as DocumentScan,
  PutCommand,
  paginateQuery,
  UpdateCommand,
} from "@aws-sdk/lib-dynamodb";
import { beforeAll, describe, expect, it } from "vitest";
import { createTestTable, startTableCloud } from "../test-table.ts";

const { clients } = await startTableCloud();

type Plain = Record<string, unknown>;

async function fill(table: string, items: readonly Plain[]): Promise<void> {
  for (let at = 0; at < items.length; at += 25) {
    const requests = items.slice(at, at + 25).map((Item) => ({ PutRequest: { Item } }));
    await clients.document.send(new BatchWriteCommand({ RequestItems: { [table]: requests } }));
  }
}

/** All pages of a query, with the number of pages. */
async function queryAll(input: DocumentQueryInput) {
  const items: Plain[] = [];
  let pages = 0;
  for await (const page of paginateQuery({ client: clients.document }, input)) {
    items.push(...(page.Items ?? []));
    pages++;
  }
  return { items, pages };
}

const numbers = [-1e3, -20, -3, -0.5, 0, 0.25, 1, 2, 10, 100, 2e5];

describe("query", () => {
  let table: string;
  beforeAll(async () => {
    table = await createTestTable(clients.client, { key: "pk sk:N" });
    await fill(table, [
      ...numbers.toReversed().map((sk) => ({ pk: "numbers", sk })),
      { pk: "numbers2", sk: 1 },
      { pk: "number", sk: 1 },
    ]);
  });

  it.each<[string, Plain, number[]]>([
    ["pk = :p", {}, numbers],
    ["pk = :p AND sk = :a", { ":a": 0.25 }, [0.25]],
    ["pk = :p AND sk < :a", { ":a": 0 }, [-1000, -20, -3, -0.5]],
    ["pk = :p AND sk <= :a", { ":a": 0 }, [-1000, -20, -3, -0.5, 0]],
    ["pk = :p AND sk > :a", { ":a": 2 }, [10, 100, 200_000]],
    ["pk = :p AND :a <= sk", { ":a": 10 }, [10, 100, 200_000]],
    ["sk BETWEEN :a AND :b AND pk = :p", { ":a": -3, ":b": 1 }, [-3, -0.5, 0, 0.25, 1]],
    ["pk = :p AND sk = :a", { ":a": 7 }, []],
  ])("%s with %j finds numbers in their order, in both directions", async (KeyConditionExpression, more, expected) => {
    const find = async (ScanIndexForward: boolean) =>
      (
        await queryAll({
          TableName: table,
          KeyConditionExpression,
          ExpressionAttributeValues: { ":p": "numbers", ...more },
          ScanIndexForward,
        })
      ).items.map(({ sk }) => sk);
    expect(await find(true)).toEqual(expected);
    expect(await find(false)).toEqual(expected.toReversed());
  });

  it.each([1, 2, 3, 11])("returns every item once in pages of %i", async (Limit) => {
    for (const ScanIndexForward of [true, false]) {
      const { items } = await queryAll({
        TableName: table,
        KeyConditionExpression: "pk = :p",
        ExpressionAttributeValues: { ":p": "numbers" },
        ScanIndexForward,
        Limit,
      });
      expect(items.map(({ sk }) => sk)).toEqual(ScanIndexForward ? numbers : numbers.toReversed());
    }
  });

  it("finds strings by their beginning, in the order of their bytes", async () => {
    const strings = await createTestTable(clients.client, { key: "pk sk" });
    const keys = ["asset#", "asset#1", "asset#10", "asset#2", "asset$", "assez", "é", "漢", "\uffff", "😀"];
    await fill(
      strings,
      keys.toReversed().map((sk) => ({ pk: "w", sk })),
    );
    const find = async (KeyConditionExpression: string, prefix?: string) =>
      (
        await queryAll({
          TableName: strings,
          KeyConditionExpression,
          ExpressionAttributeValues: { ":p": "w", ...(prefix && { ":x": prefix }) },
        })
      ).items.map(({ sk }) => sk);
    expect(await find("pk = :p")).toEqual(keys);
    expect(await find("pk = :p AND begins_with(sk, :x)", "asset#")).toEqual([
      "asset#",
      "asset#1",
      "asset#10",
      "asset#2",
    ]);
    expect(await find("pk = :p AND begins_with(sk, :x)", "asset#1")).toEqual(["asset#1", "asset#10"]);
  });

  it("filters after reading: pages and ScannedCount count what was looked at", async () => {
    const page = await clients.document.send(
      new DocumentQuery({
        TableName: table,
        KeyConditionExpression: "pk = :p",
        FilterExpression: "attribute_exists(nope)",
        ExpressionAttributeValues: { ":p": "numbers" },
        Limit: 4,
      }),
    );
    expect(page).toMatchObject({ Items: [], Count: 0, ScannedCount: 4, LastEvaluatedKey: { pk: "numbers", sk: -0.5 } });
  });

  it("ends a page after 1 MB", async () => {
    const large = await createTestTable(clients.client, { key: "pk sk:N" });
    for (let sk = 0; sk < 5; sk++) {
      await clients.document.send(new PutCommand({ TableName: large, Item: { pk: "p", sk, x: "x".repeat(390_000) } }));
    }
    const { items, pages } = await queryAll({
      TableName: large,
      KeyConditionExpression: "pk = :p",
      ExpressionAttributeValues: { ":p": "p" },
    });
    expect(items.map(({ sk }) => sk)).toEqual([0, 1, 2, 3, 4]);
    expect(pages).toBe(2);
  });

  it("counts without returning items", async () => {
    const page = await clients.client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: "pk = :p",
        ExpressionAttributeValues: { ":p": { S: "numbers" } },
        Select: "COUNT",
      }),
    );
    expect(page).toMatchObject({ Count: numbers.length, ScannedCount: numbers.length });
    expect(page.Items).toBeUndefined();
  });

  it.each<[Partial<QueryCommandInput>, Record<string, AttributeValue>, string]>([
    [{ KeyConditionExpression: "sk = :a" }, { ":a": { N: "1" } }, "Query condition missed key schema element: pk"],
    [{ KeyConditionExpression: "pk > :a" }, { ":a": { S: "1" } }, "Query key condition not supported"],
    [
      { KeyConditionExpression: "pk = :a" },
      { ":a": { N: "1" } },
      "One or more parameter values were invalid: Condition parameter type does not match schema type",
    ],
    [
      { KeyConditionExpression: "pk = :a", FilterExpression: "sk > :b" },
      { ":a": { S: "1" }, ":b": { N: "1" } },
      "Filter Expression can only contain non-primary key attributes: Primary key attribute: sk",
    ],
    [
      { KeyConditionExpression: "pk = :a", IndexName: "nope" },
      { ":a": { S: "1" } },
      "The table does not have the specified index: nope",
    ],
    [
      { KeyConditionExpression: "pk = :a", ExclusiveStartKey: { pk: { S: "other" }, sk: { N: "1" } } },
      { ":a": { S: "1" } },
      "The provided starting key is outside query boundaries based on provided conditions",
    ],
  ])("refuses %j", async (input, ExpressionAttributeValues, message) => {
    const query = clients.client.send(new QueryCommand({ TableName: table, ExpressionAttributeValues, ...input }));
    await expect(query).rejects.toThrow(expect.objectContaining({ name: "ValidationException", message }));
  });
});

describe("indexes", () => {
  it("hold items that have their key, follow updates and deletes, and page with equal keys", async () => {
    const table = await createTestTable(clients.client, { key: "pk sk", global: { byStatus: "status at:N" } });
    const items = Array.from({ length: 30 }, (_, at) => ({
      pk: `p${at % 4}`,
      sk: `s${at}`,
      status: "new",
      at: at % 3,
    }));
    await fill(table, [...items, { pk: "p0", sk: "without" }]);
    const byStatus = async (status: string) =>
      (
        await queryAll({
          TableName: table,
          IndexName: "byStatus",
          KeyConditionExpression: "#s = :s",
          ExpressionAttributeNames: { "#s": "status" },
          ExpressionAttributeValues: { ":s": status },
          Limit: 4,
        })
      ).items;
    const found = await byStatus("new");
    expect(found).toHaveLength(30);
    expect(new Set(found.map(({ sk }) => sk)).size).toBe(30);
    expect(found.map(({ at }) => at)).toEqual(items.map(({ at }) => at).sort());

    const Key = { pk: "p0", sk: "s0" };
    const change = { TableName: table, Key, ExpressionAttributeNames: { "#s": "status" } };
    await clients.document.send(
      new UpdateCommand({ ...change, UpdateExpression: "SET #s = :s", ExpressionAttributeValues: { ":s": "ready" } }),
    );
    expect(await byStatus("ready")).toEqual([{ ...Key, status: "ready", at: 0 }]);
    await clients.document.send(new UpdateCommand({ ...change, UpdateExpression: "REMOVE #s" }));
    expect(await byStatus("ready")).toEqual([]);
    await clients.document.send(new DeleteCommand({ TableName: table, Key: { pk: "p1", sk: "s1" } }));
    expect(await byStatus("new")).toHaveLength(28);
  });

  it("return what they project; a local index fetches the rest, a global one cannot", async () => {
    const projection = { Projection: { ProjectionType: "INCLUDE" as const, NonKeyAttributes: ["a"] } };
    const indexKey = (hash: string) => [
      { AttributeName: hash, KeyType: "HASH" as const },
      { AttributeName: "x", KeyType: "RANGE" as const },
    ];
    const table = await createTestTable(clients.client, {
      key: "pk sk",
      AttributeDefinitions: ["pk", "sk", "x"].map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
      LocalSecondaryIndexes: [{ IndexName: "local", KeySchema: indexKey("pk"), ...projection }],
      GlobalSecondaryIndexes: [{ IndexName: "global", KeySchema: indexKey("sk"), ...projection }],
    });
    await fill(table, [{ pk: "p", sk: "s", x: "x", a: 1, b: 2 }]);
    const read = async (IndexName: string, more: Plain = {}) => {
      const [hash, value] = IndexName === "local" ? ["pk", "p"] : ["sk", "s"];
      const page = await clients.document.send(
        new DocumentQuery({
          TableName: table,
          IndexName,
          KeyConditionExpression: `${hash} = :h`,
          ExpressionAttributeValues: { ":h": value },
          ...more,
        }),
      );
      return page.Items;
    };
    expect(await read("local")).toEqual([{ pk: "p", sk: "s", x: "x", a: 1 }]);
    expect(await read("local", { ProjectionExpression: "b" })).toEqual([{ b: 2 }]);
    expect(await read("local", { Select: "ALL_ATTRIBUTES" })).toEqual([{ pk: "p", sk: "s", x: "x", a: 1, b: 2 }]);
    expect(await read("global")).toEqual([{ pk: "p", sk: "s", x: "x", a: 1 }]);
    await expect(read("global", { ProjectionExpression: "b" })).rejects.toThrow("does not project b");
    await expect(read("global", { ConsistentRead: true })).rejects.toThrow("Consistent reads are not supported");
  });

  it("may have keys of several attributes, given from the left", async () => {
    const table = await createTestTable(clients.client, {
      key: "pk",
      AttributeDefinitions: ["pk", "h1", "h2", "r1", "r2"].map((AttributeName) => ({
        AttributeName,
        AttributeType: "S",
      })),
      GlobalSecondaryIndexes: [
        {
          IndexName: "composite",
          KeySchema: ["h1", "h2", "r1", "r2"].map((AttributeName) => ({
            AttributeName,
            KeyType: AttributeName.startsWith("h") ? "HASH" : "RANGE",
          })),
          Projection: { ProjectionType: "KEYS_ONLY" },
        },
      ],
    });
    await fill(
      table,
      ["ax", "ay", "bx"].map((r, at) => ({ pk: `${at}`, h1: "1", h2: "2", r1: r[0], r2: r[1] })),
    );
    const find = async (condition: string, values: Plain) =>
      (
        await queryAll({
          TableName: table,
          IndexName: "composite",
          KeyConditionExpression: `h1 = :h1 AND h2 = :h2${condition}`,
          ExpressionAttributeValues: { ":h1": "1", ":h2": "2", ...values },
        })
      ).items.map(({ pk }) => pk);
    expect(await find("", {})).toEqual(["0", "1", "2"]);
    expect(await find(" AND r1 = :r AND r2 > :s", { ":r": "a", ":s": "x" })).toEqual(["1"]);
    await expect(find(" AND r2 = :s", { ":s": "x" })).rejects.toThrow(
      "RANGE key attributes need conditions of equality",
    );
  });
});

describe("scan", () => {
  it("returns every item once, over pages and over parallel segments", async () => {
    const table = await createTestTable(clients.client, { key: "pk sk:N", global: { byX: "x" } });
    const items = Array.from({ length: 60 }, (_, at) => ({ pk: `p${at % 20}`, sk: at, x: `x${at % 30}` }));
    await fill(table, items);
    const scan = async (input: Plain) => {
      const found: unknown[] = [];
      let ExclusiveStartKey: Plain | undefined;
      do {
        const page = await clients.document.send(
          new DocumentScan({ TableName: table, ...input, ...(ExclusiveStartKey && { ExclusiveStartKey }) }),
        );
        found.push(...(page.Items ?? []).map(({ sk }) => sk));
        ExclusiveStartKey = page.LastEvaluatedKey;
      } while (ExclusiveStartKey);
      return found;
    };
    const everything = new Set(items.map(({ sk }) => sk));
    for (const IndexName of [undefined, "byX"]) {
      const source = IndexName ? { IndexName } : {};
      expect(new Set(await scan({ ...source, Limit: 7 }))).toEqual(everything);
      const segments = await Promise.all(
        [0, 1, 2].map((Segment) => scan({ ...source, Segment, TotalSegments: 3, Limit: 5 })),
      );
      expect(segments.flat()).toHaveLength(60);
      expect(new Set(segments.flat())).toEqual(everything);
      expect(segments.every((segment) => segment.length > 0)).toBe(true);
    }
  });

  it("does not take a segment without the number of segments", async () => {
    const table = await createTestTable(clients.client, { key: "pk" });
    const scan = clients.client.send(new ScanCommand({ TableName: table, Segment: 1 }));
    await expect(scan).rejects.toThrow("The TotalSegments parameter is required");
  });
});
