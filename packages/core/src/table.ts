import { AsyncLocalStorage } from "node:async_hooks";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { Resource } from "sst";
import { countDynamo } from "./cost/count-requests.ts";
import { shortReads } from "./short-reads.ts";
import { unlogged } from "./unlogged.ts";

/** What every entity is made with: the one table, and its client. */
export const config = { client: shortReads(countDynamo(unlogged(new DynamoDBClient({})))), table: Resource.Main.name };

/** ElectroDB lower-cases keys unless told not to; then `wsp_AbC` and `wsp_abc` would share a partition. */
const casing = "none" as const;

/** The table's own keys. Partitions begin with the workspace. */
export const key = <const Partition extends string, const Sort extends string = never>(
  partition: readonly Partition[],
  sort: readonly Sort[],
) => ({
  pk: { field: "pk", composite: partition, casing },
  sk: { field: "sk", composite: sort, casing },
});

/** Keys of one of the four indexes. */
export const gsi = <const Partition extends string, const Sort extends string = never>(
  number: 1 | 2 | 3 | 4,
  partition: readonly Partition[],
  sort: readonly Sort[],
) => ({
  index: `gsi${number}`,
  pk: { field: `gsi${number}pk`, composite: partition, casing },
  sk: { field: `gsi${number}sk`, composite: sort, casing },
});

const now = () => new Date().toISOString();

const keeping = new AsyncLocalStorage<true>();

/** Writes rows with the stamps that they are given: for what is restored as it was, and for nothing else. */
export const keepingStamps = <Result>(write: () => Promise<Result>): Promise<Result> => keeping.run(true, write);

/** When a row was written: now, whatever the writer says, unless it is being restored. */
const written = (given?: string): string => (keeping.getStore() && given) || now();

export const stamps = {
  createdAt: { type: "string", required: true, readOnly: true, default: now },
  updatedAt: { type: "string", required: true, watch: "*", default: now, set: written },
} as const;

/** What was parsed, of which nothing is there as `undefined`, as a row. */
export const exact = <Row extends object>(row: Row) => row as { [Key in keyof Row]: Exclude<Row[Key], undefined> };

/** Whether a write was refused because its condition did not hold: somebody was there before. */
export function conditionFailed(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause.name === "ConditionalCheckFailedException") return true;
  }
  return false;
}

/** Makes a conditional write. False when its condition did not hold: somebody was there before. */
export async function wrote(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (conditionFailed(error)) return false;
    throw error;
  }
}
