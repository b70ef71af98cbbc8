import type { Cloud } from "../../cloud.ts";
import type { Service } from "../../service.ts";
import { codec } from "./codec.ts";
import type { Context } from "./context.ts";
import { Expiry } from "./expiry.ts";
import { batchGetItem } from "./items/batch-get-item.ts";
import { batchWriteItem } from "./items/batch-write-item.ts";
import { deleteItem } from "./items/delete-item.ts";
import { getItem } from "./items/get-item.ts";
import { Items } from "./items/items.ts";
import { putItem } from "./items/put-item.ts";
import { transactGetItems } from "./items/transact-get-items.ts";
import { transactWriteItems } from "./items/transact-write-items.ts";
import { updateItem } from "./items/update-item.ts";
import { query } from "./reads/query.ts";
import { scan } from "./reads/scan.ts";
import { registerRetention, startRetention } from "./retention.ts";
import { schema } from "./schema.ts";
import { getRecords } from "./streams/get-records.ts";
import { describeStream, getShardIterator, listStreams } from "./streams/stream-operations.ts";
import { Streams } from "./streams/streams.ts";
import { Background } from "./tables/background.ts";
import { createTable } from "./tables/create-table.ts";
import { deleteTable, describeTable, listTables } from "./tables/table-operations.ts";
import { Tables } from "./tables/tables.ts";
import { listTagsOfResource, tagResource, untagResource } from "./tables/tags.ts";
import { describeTimeToLive, updateTimeToLive } from "./tables/time-to-live.ts";
import { updateTable } from "./tables/update-table.ts";

/** DynamoDB and DynamoDB Streams: two APIs on AWS, but with one credential scope. */
export type DynamoDbService = Service & Pick<Context, "tables" | "streams" | "background">;

export function createDynamoDb(cloud: Cloud): DynamoDbService {
  cloud.database.define(schema);
  const tables = new Tables(cloud);
  const streams = new Streams(cloud);
  const expiry = new Expiry(cloud);
  const items = new Items(cloud.database, streams, expiry);
  const background = new Background(cloud, tables, items);
  const context: Context = { cloud, tables, items, streams, background };
  expiry.register(tables, items);
  registerRetention(context);
  return {
    name: "dynamodb",
    codec,
    tables,
    streams,
    background,
    operations: {
      CreateTable: createTable(context),
      DescribeTable: describeTable(context),
      ListTables: listTables(context),
      UpdateTable: updateTable(context),
      DeleteTable: deleteTable(context),
      UpdateTimeToLive: updateTimeToLive(context),
      DescribeTimeToLive: describeTimeToLive(context),
      TagResource: tagResource(context),
      UntagResource: untagResource(context),
      ListTagsOfResource: listTagsOfResource(context),
      PutItem: putItem(context),
      GetItem: getItem(context),
      UpdateItem: updateItem(context),
      DeleteItem: deleteItem(context),
      BatchGetItem: batchGetItem(context),
      BatchWriteItem: batchWriteItem(context),
      TransactGetItems: transactGetItems(context),
      TransactWriteItems: transactWriteItems(context),
      Query: query(context),
      Scan: scan(context),
      ListStreams: listStreams(context),
      DescribeStream: describeStream(context),
      GetShardIterator: getShardIterator(context),
      GetRecords: getRecords(context),
    },
    start() {
      for (const table of tables.all()) expiry.schedule(table);
      startRetention(context);
    },
  };
}
