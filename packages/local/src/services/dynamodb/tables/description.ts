import type { Items } from "../items/items.ts";
import { type Index, type KeySchema, keyAttributes, type Table, type Throughput } from "./table.ts";

/** A table as the API describes it: TableDescription. Counts are exact at this moment. */
export function describeTable(items: Items, table: Table): object {
  const { count, bytes } = items.totals(table);
  const indexesOf = (kind: Index["kind"]) => {
    const indexes = table.indexes.filter((index) => index.kind === kind);
    return indexes.length > 0 ? indexes.map((index) => describeIndex(items, table, index)) : undefined;
  };
  return {
    AttributeDefinitions: attributeDefinitionsOf(table),
    TableName: table.name,
    KeySchema: keySchemaOf(table.key),
    TableStatus: "ACTIVE",
    CreationDateTime: new Date(table.createdAt),
    ProvisionedThroughput: describeThroughput(table.throughput),
    TableSizeBytes: bytes,
    ItemCount: count,
    TableArn: table.arn,
    TableId: table.uuid,
    BillingModeSummary: billingModeSummary(table),
    LocalSecondaryIndexes: indexesOf("local"),
    GlobalSecondaryIndexes: indexesOf("global"),
    StreamSpecification: table.stream && { StreamEnabled: true, StreamViewType: table.stream.viewType },
    LatestStreamLabel: table.stream?.label,
    LatestStreamArn: table.stream?.arn,
    TableClassSummary: table.tableClass === undefined ? undefined : { TableClass: table.tableClass },
    DeletionProtectionEnabled: table.deletionProtection,
  };
}

/** A table that is being deleted: what is left of its description. */
export function describeDeleted(items: Items, table: Table): object {
  const { count, bytes } = items.totals(table);
  return {
    TableName: table.name,
    TableStatus: "DELETING",
    ProvisionedThroughput: describeThroughput(table.throughput),
    TableSizeBytes: bytes,
    ItemCount: count,
    TableArn: table.arn,
    TableId: table.uuid,
    BillingModeSummary: billingModeSummary(table),
    DeletionProtectionEnabled: table.deletionProtection,
  };
}

function billingModeSummary({ billingMode, createdAt }: Table): object | undefined {
  if (billingMode !== "PAY_PER_REQUEST") return undefined;
  return { BillingMode: billingMode, LastUpdateToPayPerRequestDateTime: new Date(createdAt) };
}

function describeIndex(items: Items, table: Table, index: Index): object {
  const { count, bytes } = items.indexTotals(index.id);
  const { type, attributes } = index.projection;
  const global = {
    IndexStatus: index.ready ? "ACTIVE" : "CREATING",
    Backfilling: index.ready ? undefined : true,
    ProvisionedThroughput: describeThroughput(index.throughput),
  };
  return {
    IndexName: index.name,
    KeySchema: keySchemaOf(index.key),
    Projection: { ProjectionType: type, NonKeyAttributes: attributes.length > 0 ? attributes : undefined },
    ...(index.kind === "global" ? global : {}),
    IndexSizeBytes: bytes,
    ItemCount: count,
    IndexArn: `${table.arn}/index/${index.name}`,
  };
}

export function keySchemaOf({ hash, range }: KeySchema): object[] {
  return [
    ...hash.map(({ name }) => ({ AttributeName: name, KeyType: "HASH" })),
    ...range.map(({ name }) => ({ AttributeName: name, KeyType: "RANGE" })),
  ];
}

function attributeDefinitionsOf({ key, indexes }: Table): object[] {
  const attributes = [key, ...indexes.map((index) => index.key)].flatMap(keyAttributes);
  const types = new Map(attributes.map(({ name, type }) => [name, type]));
  return [...types].map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType }));
}

function describeThroughput(throughput: Throughput | undefined): object {
  return {
    NumberOfDecreasesToday: 0,
    ReadCapacityUnits: throughput?.read ?? 0,
    WriteCapacityUnits: throughput?.write ?? 0,
  };
}
