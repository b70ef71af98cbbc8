import { CreateTableCommand, DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { ClientConfig, Product } from "@videoflow/testing/product";
import { againstNothing } from "./ceiling.ts";
import type { Figure } from "./figure.ts";
import { LeanClient } from "./lean-client.ts";

const PUTS = 20_000;
const PARALLEL = 64;
const WARM_UP = 1000;

type Put = (index: number, lane: number) => Promise<unknown>;

/** Puts of small items from this process, each answered when it is on disk. */
export async function measure({ clientConfig }: Product): Promise<Figure[]> {
  await createTable(clientConfig);
  const lean = await byLeanClient(clientConfig);
  const sdk = await bySdk(clientConfig);
  const ceiling = await againstNothing(clientConfig, bySdk);
  const detail = `the SDK's client reaches ${ceiling.toFixed(0)} /s with a server that does nothing`;
  return [
    { name: `durable puts, ${PARALLEL} at a time`, value: lean, unit: "/s", limit: { least: 3000 } },
    { name: "the same by the SDK's client", value: sdk, unit: "/s", detail },
  ];
}

const TableName = "bench";

async function createTable(config: ClientConfig): Promise<void> {
  const client = new DynamoDBClient(config);
  await client.send(
    new CreateTableCommand({
      TableName,
      KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
      AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
      BillingMode: "PAY_PER_REQUEST",
    }),
  );
  client.destroy();
}

const itemOf = (index: number) => ({
  pk: { S: `item-${index}` },
  at: { N: String(index) },
  text: { S: "x".repeat(200) },
});

async function byLeanClient(config: ClientConfig): Promise<number> {
  const clients = await Promise.all(Array.from({ length: PARALLEL }, () => LeanClient.open(config, "dynamodb")));
  const put: Put = (index, lane) =>
    (clients[lane] as LeanClient).send("DynamoDB_20120810.PutItem", { TableName, Item: itemOf(index) });
  const rate = await perSecond(put);
  for (const client of clients) client.close();
  return rate;
}

async function bySdk(config: ClientConfig): Promise<number> {
  const client = new DynamoDBClient(config);
  const rate = await perSecond((index) => client.send(new PutItemCommand({ TableName, Item: itemOf(index) })));
  client.destroy();
  return rate;
}

async function perSecond(put: Put): Promise<number> {
  await inParallel(WARM_UP, put);
  const startedAt = performance.now();
  await inParallel(PUTS, put);
  return PUTS / ((performance.now() - startedAt) / 1000);
}

async function inParallel(count: number, put: Put): Promise<void> {
  let next = 0;
  const run = async (lane: number) => {
    while (next < count) await put(next++, lane);
  };
  await Promise.all(Array.from({ length: PARALLEL }, (_, lane) => run(lane)));
}
