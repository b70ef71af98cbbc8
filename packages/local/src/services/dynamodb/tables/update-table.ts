import { AwsError } from "../../../error.ts";
import type { Context } from "../context.ts";
import { invalidValues, resourceNotFound, validationError } from "../errors.ts";
import { endpoint } from "../requests/endpoint.ts";
import { indexName, tableName } from "../requests/members.ts";
import { boolean, listOf, required, structure, text } from "../requests/shape.ts";
import { expectDefinedOnce, globalIndex, throughputOf } from "./definition.ts";
import { describeTable } from "./description.ts";
import {
  type AttributeDefinition,
  attributeDefinitions,
  type IndexInput,
  indexShape,
  type ThroughputInput,
  throughputShape,
} from "./request-shapes.ts";
import { newStreamLabel, type StreamSpecification, streamSpecification, viewTypeOf } from "./stream-specification.ts";
import { keyAttributes, type Table } from "./table.ts";

interface IndexUpdate {
  readonly Create?: IndexInput;
  readonly Update?: { readonly IndexName: string; readonly ProvisionedThroughput?: ThroughputInput };
  readonly Delete?: { readonly IndexName: string };
}

interface UpdateTableInput {
  readonly TableName: string;
  readonly AttributeDefinitions?: AttributeDefinition[];
  readonly BillingMode?: "PAY_PER_REQUEST" | "PROVISIONED";
  readonly ProvisionedThroughput?: ThroughputInput;
  readonly GlobalSecondaryIndexUpdates?: IndexUpdate[];
  readonly StreamSpecification?: StreamSpecification;
  readonly TableClass?: string;
  readonly DeletionProtectionEnabled?: boolean;
}

const changes = [
  "BillingMode",
  "ProvisionedThroughput",
  "StreamSpecification",
  "TableClass",
  "DeletionProtectionEnabled",
] as const;

export function updateTable(context: Context) {
  const { tables, items } = context;
  return endpoint<UpdateTableInput, object>({
    input: structure({
      TableName: tableName,
      AttributeDefinitions: attributeDefinitions,
      BillingMode: text({ oneOf: ["PROVISIONED", "PAY_PER_REQUEST"] }),
      ProvisionedThroughput: throughputShape,
      GlobalSecondaryIndexUpdates: listOf(
        structure({
          Create: indexShape("CreateGlobalSecondaryIndexAction"),
          Update: structure({ IndexName: required(indexName), ProvisionedThroughput: throughputShape }),
          Delete: structure({ IndexName: required(indexName) }),
        }),
      ),
      StreamSpecification: streamSpecification,
      TableClass: text({ oneOf: ["STANDARD", "STANDARD_INFREQUENT_ACCESS"] }),
      DeletionProtectionEnabled: boolean,
    }),
    permissions: ({ TableName }) => [{ action: "dynamodb:UpdateTable", resource: tables.arnOf(TableName) }],
    run(input) {
      const { GlobalSecondaryIndexUpdates: updates, ...others } = input;
      if (!updates?.length && changes.every((name) => others[name] === undefined)) {
        throw validationError(
          `At least one of GlobalSecondaryIndexUpdates, ${changes.join(", ")} is required for UpdateTable`,
        );
      }
      const table = tables.describe(input.TableName);
      const updated = tables.atomically(() => {
        const settled = tables.update(withSettings(table, input));
        const indexed = changeIndexes(context, settled, input);
        return input.StreamSpecification ? changeStream(context, indexed, input.StreamSpecification) : indexed;
      });
      return { TableDescription: describeTable(items, updated) };
    },
  });
}

function withSettings(table: Table, input: UpdateTableInput): Table {
  const billingMode = input.BillingMode ?? table.billingMode;
  const throughput = throughputOf(input.ProvisionedThroughput);
  if (throughput && billingMode === "PAY_PER_REQUEST") {
    throw invalidValues(
      "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST",
    );
  }
  if (input.BillingMode === "PROVISIONED" && !throughput) {
    throw invalidValues("ProvisionedThroughput must be specified when BillingMode is PROVISIONED");
  }
  return {
    ...table,
    billingMode,
    throughput: billingMode === "PAY_PER_REQUEST" ? undefined : (throughput ?? table.throughput),
    tableClass: input.TableClass ?? table.tableClass,
    deletionProtection: input.DeletionProtectionEnabled ?? table.deletionProtection,
  };
}

function changeIndexes({ tables }: Context, table: Table, input: UpdateTableInput): Table {
  const updates = input.GlobalSecondaryIndexUpdates ?? [];
  if (updates.filter(({ Create, Delete }) => Create || Delete).length > 1) {
    throw new AwsError(
      "LimitExceededException",
      "Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table",
    );
  }
  let current = table;
  for (const update of updates) current = changeIndex(tables, current, update, input.AttributeDefinitions ?? []);
  return current;
}

function changeIndex(
  tables: Context["tables"],
  table: Table,
  { Create, Update, Delete }: IndexUpdate,
  attributes: readonly AttributeDefinition[],
): Table {
  if ([Create, Update, Delete].filter(Boolean).length > 1) {
    throw invalidValues("Only one of Create, Update and Delete may be in a GlobalSecondaryIndexUpdate");
  }
  if (Create) return addIndex(tables, table, Create, attributes);
  const name = (Update ?? Delete)?.IndexName;
  if (!name) {
    throw invalidValues(
      "One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create, GlobalSecondaryIndexUpdate.Delete must not be null",
    );
  }
  const index = table.indexes.find((candidate) => candidate.name === name && candidate.kind === "global");
  if (!index) throw resourceNotFound(`Requested resource not found: Index: ${name} not found`);
  if (Delete) return tables.removeIndex(table, name);
  const changed = { ...index, throughput: throughputOf(Update?.ProvisionedThroughput) };
  return tables.update({ ...table, indexes: table.indexes.map((other) => (other === index ? changed : other)) });
}

function addIndex(
  tables: Context["tables"],
  table: Table,
  input: IndexInput,
  given: readonly AttributeDefinition[],
): Table {
  if (table.indexes.some(({ name }) => name === input.IndexName)) {
    throw validationError(`Attempting to create an index which already exists: ${input.IndexName}`);
  }
  expectDefinedOnce(given);
  const known = new Map(
    [table.key, ...table.indexes.map(({ key }) => key)].flatMap(keyAttributes).map(({ name, type }) => [name, type]),
  );
  const redefined = given.find(
    ({ AttributeName, AttributeType }) => known.has(AttributeName) && known.get(AttributeName) !== AttributeType,
  );
  if (redefined) {
    throw invalidValues(
      `Attributes cannot be redefined. Please check that your attribute has the same type as previously defined: ${redefined.AttributeName} is ${known.get(redefined.AttributeName)}`,
    );
  }
  return tables.addIndex(table, globalIndex(input, given));
}

function changeStream({ tables, streams }: Context, table: Table, specification: StreamSpecification): Table {
  const viewType = viewTypeOf(specification);
  if (viewType) {
    if (table.stream) throw validationError(`Table already has an enabled stream: TableName: ${table.name}`);
    return tables.update({ ...table, stream: streams.enable(table, newStreamLabel(), viewType) });
  }
  if (!table.stream) {
    throw validationError(`Table has no stream to disable: TableName: ${table.name}`);
  }
  streams.disable(table.stream);
  return tables.update({ ...table, stream: undefined });
}
