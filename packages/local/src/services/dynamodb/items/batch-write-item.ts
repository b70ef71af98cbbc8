import type { Context } from "../context.ts";
import { validationError } from "../errors.ts";
import { attributes } from "../requests/attribute-shape.ts";
import { endpoint } from "../requests/endpoint.ts";
import { returnConsumedCapacity } from "../requests/members.ts";
import { listOf, mapOf, required, structure, text } from "../requests/shape.ts";
import type { Item } from "../values/attribute-value.ts";
import { expectDistinct } from "./batch-get-item.ts";
import { type CapacityDetail, writeCapacity } from "./capacity.ts";
import { planDelete } from "./delete-item.ts";
import type { PlannedWrite } from "./planned-write.ts";
import { planPut } from "./put-item.ts";

const MOST_WRITES = 25;

interface WriteRequest {
  readonly PutRequest?: { readonly Item: Item };
  readonly DeleteRequest?: { readonly Key: Item };
}

interface BatchWriteItemInput {
  readonly RequestItems: Record<string, WriteRequest[]>;
  readonly ReturnConsumedCapacity?: CapacityDetail;
}

const WRITE_REQUESTS = "java.util.List<com.amazonaws.dynamodb.v20120810.WriteRequest>";
const writeRequest = structure(
  {
    PutRequest: structure({ Item: required(attributes) }, "PutRequest"),
    DeleteRequest: structure({ Key: required(attributes) }, "DeleteRequest"),
  },
  "WriteRequest",
);

/** Everything is checked before the first item is written; nothing is ever left unprocessed. */
export function batchWriteItem(context: Context) {
  return endpoint<BatchWriteItemInput, object>({
    input: structure({
      RequestItems: required(
        mapOf(listOf(writeRequest, { min: 1, max: MOST_WRITES }), WRITE_REQUESTS, { min: 1, max: MOST_WRITES }),
      ),
      ReturnConsumedCapacity: returnConsumedCapacity,
      ReturnItemCollectionMetrics: text({ oneOf: ["SIZE", "NONE"] }),
    }),
    permissions: ({ RequestItems }) =>
      Object.keys(RequestItems).map((name) => ({
        action: "dynamodb:BatchWriteItem",
        resource: context.tables.arnOf(name),
      })),
    run({ RequestItems, ReturnConsumedCapacity }) {
      const requests = Object.entries(RequestItems);
      if (requests.reduce((total, [, writes]) => total + writes.length, 0) > MOST_WRITES) {
        throw validationError("Too many items requested for the BatchWriteItem call");
      }
      const plans = requests.map(([TableName, writes]) => {
        const planned = writes.map((write) => planRequest(context, TableName, write));
        expectDistinct(planned.map(({ key }) => key));
        return { table: context.tables.get(TableName), planned };
      });
      const capacities = plans.flatMap(({ table, planned }) => {
        const done = planned.map((write) => ({ key: write.key, outcome: context.items.perform(write) }));
        return writeCapacity(ReturnConsumedCapacity, table, done) ?? [];
      });
      return { UnprocessedItems: {}, ConsumedCapacity: capacities.length > 0 ? capacities : undefined };
    },
  });
}

function planRequest(context: Context, TableName: string, { PutRequest, DeleteRequest }: WriteRequest): PlannedWrite {
  if (PutRequest && DeleteRequest) {
    throw validationError(
      "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes",
    );
  }
  if (PutRequest) return planPut(context, { TableName, Item: PutRequest.Item });
  if (DeleteRequest) return planDelete(context, { TableName, Key: DeleteRequest.Key });
  throw validationError("Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
}
