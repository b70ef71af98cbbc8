import {
  type AttributeDefinition,
  CreateTableCommand,
  type CreateTableCommandInput,
  DynamoDBClient,
  type KeySchemaElement,
} from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { afterAll } from "vitest";
import { startTestCloud, type TestCloud } from "../../testing.ts";

/** Clients of a test cloud: one that speaks in attribute values, one in plain JavaScript values. */
export function clientsOf(cloud: TestCloud): { client: DynamoDBClient; document: DynamoDBDocumentClient } {
  const client = new DynamoDBClient(cloud.clientConfig);
  return { client, document: DynamoDBDocumentClient.from(client) };
}

/** A cloud for the tests of one file, with its clients. It ends after the last of them. */
export async function startTableCloud() {
  const cloud = await startTestCloud();
  afterAll(() => cloud.stop());
  return { cloud, clients: clientsOf(cloud) };
}

/** Keys in short: `"pk"`, `"pk sk"`, with the type behind a colon where it is not a string: `"pk sk:N"`. */
export interface TestTable extends Partial<CreateTableCommandInput> {
  readonly key: string;
  readonly global?: Readonly<Record<string, string>>;
  readonly local?: Readonly<Record<string, string>>;
}

let tables = 0;

/** Makes a table with a name of its own and returns the name. */
export async function createTestTable(
  client: DynamoDBClient,
  { key, global = {}, local = {}, ...more }: TestTable,
): Promise<string> {
  const TableName = `table-${++tables}`;
  const indexes = (keys: Readonly<Record<string, string>>) => {
    const entries = Object.entries(keys).map(([IndexName, text]) => ({
      IndexName,
      KeySchema: keySchema(text),
      Projection: { ProjectionType: "ALL" as const },
    }));
    return entries.length > 0 ? entries : undefined;
  };
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: attributeDefinitions([key, ...Object.values(global), ...Object.values(local)]),
      KeySchema: keySchema(key),
      GlobalSecondaryIndexes: indexes(global),
      LocalSecondaryIndexes: indexes(local),
      ...more,
    }),
  );
  return TableName;
}

export function keySchema(key: string): KeySchemaElement[] {
  return parts(key).map(({ name }, at) => ({ AttributeName: name, KeyType: at === 0 ? "HASH" : "RANGE" }));
}

export function attributeDefinitions(keys: readonly string[]): AttributeDefinition[] {
  const types = new Map(keys.flatMap(parts).map(({ name, type }) => [name, type]));
  return [...types].map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType }));
}

function parts(key: string): { name: string; type: "S" | "N" | "B" }[] {
  return key.split(" ").map((part) => {
    const [name = "", type = "S"] = part.split(":");
    return { name, type: type as "S" | "N" | "B" };
  });
}
