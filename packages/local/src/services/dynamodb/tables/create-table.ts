import type { Context } from "../context.ts";
import { invalidValues, validationError } from "../errors.ts";
import { endpoint } from "../requests/endpoint.ts";
import { newTableName } from "../requests/members.ts";
import { boolean, listOf, required, structure, text } from "../requests/shape.ts";
import { expectDefinedOnce, expectUniqueNames, globalIndex, localIndex, tableKey, throughputOf } from "./definition.ts";
import { describeTable } from "./description.ts";
import {
  type AttributeDefinition,
  attributeDefinitions,
  type IndexInput,
  indexShape,
  type KeySchemaElement,
  type ThroughputInput,
  tableKeySchema,
  throughputShape,
} from "./request-shapes.ts";
import { newStreamLabel, type StreamSpecification, streamSpecification, viewTypeOf } from "./stream-specification.ts";
import { keyAttributes, type TableDefinition } from "./table.ts";
import { type Tag, tagList, tagsOf } from "./tags.ts";

const MOST_LOCAL_INDEXES = 5;
const MOST_GLOBAL_INDEXES = 20;

interface CreateTableInput {
  readonly TableName: string;
  readonly AttributeDefinitions: AttributeDefinition[];
  readonly KeySchema: KeySchemaElement[];
  readonly GlobalSecondaryIndexes?: IndexInput[];
  readonly LocalSecondaryIndexes?: IndexInput[];
  readonly BillingMode?: "PAY_PER_REQUEST" | "PROVISIONED";
  readonly ProvisionedThroughput?: ThroughputInput;
  readonly StreamSpecification?: StreamSpecification;
  readonly TableClass?: string;
  readonly DeletionProtectionEnabled?: boolean;
  readonly Tags?: Tag[];
}

/** A table can be used as soon as it is made; there is no state CREATING here. */
export function createTable({ tables, items, streams }: Context) {
  return endpoint<CreateTableInput, object>({
    input: structure({
      TableName: newTableName,
      AttributeDefinitions: required(attributeDefinitions),
      KeySchema: tableKeySchema,
      GlobalSecondaryIndexes: listOf(indexShape("GlobalSecondaryIndex")),
      LocalSecondaryIndexes: listOf(indexShape("LocalSecondaryIndex")),
      BillingMode: text({ oneOf: ["PROVISIONED", "PAY_PER_REQUEST"] }),
      ProvisionedThroughput: throughputShape,
      StreamSpecification: streamSpecification,
      TableClass: text({ oneOf: ["STANDARD", "STANDARD_INFREQUENT_ACCESS"] }),
      DeletionProtectionEnabled: boolean,
      Tags: tagList,
    }),
    permissions: ({ TableName }) => [{ action: "dynamodb:CreateTable", resource: tables.arnOf(TableName) }],
    run(input) {
      const definition = definitionOf(input);
      const viewType = viewTypeOf(input.StreamSpecification);
      const table = tables.atomically(() => {
        const created = tables.create(definition);
        if (!viewType) return created;
        return tables.update({ ...created, stream: streams.enable(created, newStreamLabel(), viewType) });
      });
      return { TableDescription: describeTable(items, table) };
    },
  });
}

function definitionOf(input: CreateTableInput): TableDefinition {
  const { AttributeDefinitions: attributes, GlobalSecondaryIndexes: global, LocalSecondaryIndexes: local } = input;
  const billingMode = input.BillingMode ?? "PROVISIONED";
  checkThroughput(input, billingMode);
  const key = tableKey(input.KeySchema, attributes);
  if (local?.length === 0) throw invalidValues("List of LocalSecondaryIndexes is empty");
  if (global?.length === 0) throw invalidValues("List of GlobalSecondaryIndexes is empty");
  const indexes = [
    ...(local ?? []).map((index) => localIndex(index, attributes, key)),
    ...(global ?? []).map((index) => globalIndex(index, attributes)),
  ];
  expectUniqueNames(indexes);
  if ((local ?? []).length > MOST_LOCAL_INDEXES) {
    throw invalidValues(`Number of LocalSecondaryIndexes exceeds per-table limit of ${MOST_LOCAL_INDEXES}`);
  }
  if ((global ?? []).length > MOST_GLOBAL_INDEXES) {
    throw invalidValues(`GlobalSecondaryIndex count exceeds the per-table limit of ${MOST_GLOBAL_INDEXES}`);
  }
  expectDefinedOnce(attributes);
  const used = new Set([key, ...indexes.map((index) => index.key)].flatMap(keyAttributes).map(({ name }) => name));
  if (used.size !== attributes.length) {
    throw invalidValues(
      indexes.length === 0
        ? "Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions"
        : `Some AttributeDefinitions are not used. AttributeDefinitions: [${attributes.map(({ AttributeName }) => AttributeName).join(", ")}], keys used: [${[...used].join(", ")}]`,
    );
  }
  return {
    name: input.TableName,
    key,
    indexes,
    billingMode,
    throughput: throughputOf(input.ProvisionedThroughput),
    tableClass: input.TableClass,
    deletionProtection: input.DeletionProtectionEnabled ?? false,
    tags: tagsOf(input.Tags ?? []),
  };
}

function checkThroughput(input: CreateTableInput, billingMode: string): void {
  if (billingMode === "PROVISIONED" && !input.ProvisionedThroughput) {
    throw invalidValues(
      "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED",
    );
  }
  if (billingMode !== "PAY_PER_REQUEST") return;
  if (input.ProvisionedThroughput) {
    throw invalidValues(
      "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST",
    );
  }
  const provisioned = input.GlobalSecondaryIndexes?.find((index) => index.ProvisionedThroughput);
  if (!provisioned) return;
  throw validationError(
    `One or more parameter values were invalid: ProvisionedThroughput should not be specified for index: ${provisioned.IndexName} when BillingMode is PAY_PER_REQUEST`,
  );
}
