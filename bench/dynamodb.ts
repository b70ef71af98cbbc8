import { CreateTableCommand, DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { ClientConfig, Product } from "@videoflow/testing/product";
import { againstNothing } from "./ceiling.ts";
import type { Figure } from "./figure.ts";

const PUTS = 20_000;
const PARALLEL = 64;
const WARM_UP = 1000;

/** Puts of small items by the SDK from this process, each answered when it is on disk. */
export async function measure({ clientConfig }: Product): Promise<Figure[]> {
  const name = `durable puts, ${PARALLEL} at a time`;
  const value = await putsPerSecond(clientConfig);
  const ceiling = await againstNothing(clientConfig, putsPerSecond);
  return [
    { name, value, unit: "/s", limit: { least: 3000 } },
    { name: "the same against a server that does nothing", value: ceiling, unit: "/s" },
  ];
}

async function putsPerSecond(config: ClientConfig): Promise<number> {
  const client = new DynamoDBClient(config);
  const TableName = "bench";
  await client.send(
    new CreateTableCommand({
      TableName,
      KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
      AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
      BillingMode: "PAY_PER_REQUEST",
    }),
  );
  const put = (index: number) =>
    client.send(
      new PutItemCommand({
        TableName,
        Item: { pk: { S: `item-${index}` }, at: { N: String(index) }, text: { S: "x".repeat(200) } },
      }),
    );
  await inParallel(WARM_UP, put);
  const startedAt = performance.now();
  await inParallel(PUTS, put);
  const seconds = (performance.now() - startedAt) / 1000;
  client.destroy();
  return PUTS / seconds;
}

async function inParallel(count: number, work: (index: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  const run = async () => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: PARALLEL }, run));
}
