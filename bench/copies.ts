import {
  type AttributeValue,
  BatchWriteItemCommand,
  DynamoDBClient,
  paginateScan,
  type WriteRequest,
} from "@aws-sdk/client-dynamodb";
import { createId } from "@videoflow/core/id";
import type { Product } from "@videoflow/testing/product";
import { ingestOne } from "./ingest-one.ts";
import { inParallel } from "./search/fill.ts";

type Item = Record<string, AttributeValue>;

/** As many rows as DynamoDB writes at once. */
const BATCH = 25;
const PARALLEL = 8;
/** Rows that are told apart by the ids in them; what else is written of an asset is of the workspace. */
const OF_ASSET = new Set(["derivative", "run", "attempt"]);

/**
 * Writes rows of assets as the pipeline leaves them: copies of those of a clip that the product made searchable. All have the
 * row that lists show, `whole` of them also their derivatives, and their runs with every attempt. Returns the ids of these.
 */
export async function writeCopies(product: Product, assetIds: readonly string[], whole: number): Promise<string[]> {
  const client = new DynamoDBClient(product.clientConfig);
  const TableName = product.resource("Main").name ?? "";
  const { assetId, runId } = await ingestOne(product);
  const runIds = [assetId.replace("ast", "run"), runId];
  const rows: Item[] = [];
  for await (const { Items = [] } of paginateScan({ client }, { TableName })) rows.push(...Items);
  const listed = rows.filter((row) => entityOf(row) === "asset" && row.assetId?.S === assetId);
  const others = rows.filter((row) => OF_ASSET.has(entityOf(row)));
  if (listed.length !== 1 || others.length < 20) throw new Error(`${assetId} has not the rows of an asset`);
  const asked = assetIds.slice(-whole);
  const isAsked = new Set(asked);
  const requests = assetIds.flatMap((id) =>
    copies(isAsked.has(id) ? [...listed, ...others] : listed, assetId, id, runIds),
  );
  await inParallel(Math.ceil(requests.length / BATCH), PARALLEL, async (at) => {
    const some = requests.slice(at * BATCH, (at + 1) * BATCH);
    await client.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: some } }));
  });
  return asked;
}

const entityOf = (row: Item): string => row.__edb_e__?.S ?? "";

function copies(rows: readonly Item[], from: string, to: string, runIds: readonly string[]): WriteRequest[] {
  const renamed = new Map([[from, to], ...runIds.map((runId) => [runId, createId("run")] as const)]);
  const ids = new RegExp([...renamed.keys()].join("|"), "g");
  return rows.map((row) => ({
    PutRequest: { Item: JSON.parse(JSON.stringify(row).replaceAll(ids, (id) => renamed.get(id) ?? id)) },
  }));
}
