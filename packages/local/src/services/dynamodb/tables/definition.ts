import { invalidValues, validationError } from "../errors.ts";
import type { AttributeDefinition, IndexInput, KeySchemaElement, ThroughputInput } from "./request-shapes.ts";
import { type IndexDefinition, type KeyAttribute, type KeySchema, keyAttributes, type Throughput } from "./table.ts";

const MOST_PER_KEY_TYPE = 4;

/** Reads a table's key. */
export function tableKey(
  elements: readonly KeySchemaElement[],
  definitions: readonly AttributeDefinition[],
): KeySchema {
  const [first, second] = elements;
  if (first && second?.AttributeName === first.AttributeName) throw sameName();
  if (first?.KeyType !== "HASH")
    throw validationError("Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
  if (second && second.KeyType !== "RANGE") {
    throw validationError("Invalid KeySchema: The second KeySchemaElement is not a RANGE key type");
  }
  return resolve(elements, definitions);
}

export function globalIndex(input: IndexInput, definitions: readonly AttributeDefinition[]): IndexDefinition {
  const key = resolve(input.KeySchema, definitions);
  const names = keyAttributes(key).map(({ name }) => name);
  if (new Set(names).size < names.length) throw sameName();
  if (input.KeySchema[0]?.KeyType !== "HASH") {
    throw validationError("Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
  }
  for (const [type, attributes] of [
    ["HASH", key.hash],
    ["RANGE", key.range],
  ] as const) {
    if (attributes.length <= MOST_PER_KEY_TYPE) continue;
    throw invalidValues(`Index ${input.IndexName} has more than ${MOST_PER_KEY_TYPE} ${type} key attributes`);
  }
  if (input.KeySchema.slice(key.hash.length).some(({ KeyType }) => KeyType === "HASH")) {
    throw validationError("Invalid KeySchema: HASH key attributes must precede RANGE key attributes");
  }
  return definitionOf(input, "global", key);
}

export function localIndex(
  input: IndexInput,
  definitions: readonly AttributeDefinition[],
  table: KeySchema,
): IndexDefinition {
  const [first, second, ...others] = input.KeySchema;
  const key = resolve(input.KeySchema, definitions);
  if (first && second?.AttributeName === first.AttributeName) throw sameName();
  if (first?.KeyType !== "HASH")
    throw validationError("Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
  if (second?.KeyType !== "RANGE" || others.length > 0) {
    throw invalidValues(`Index KeySchema does not have a range key for index: ${input.IndexName}`);
  }
  if (table.range.length === 0) {
    throw invalidValues(
      "Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex",
    );
  }
  const tableHash = table.hash[0]?.name;
  if (first.AttributeName !== tableHash) {
    throw invalidValues(
      `Index KeySchema does not have the same leading hash key as table KeySchema for index: ${input.IndexName}. index hash key: ${first.AttributeName}, table hash key: ${tableHash}`,
    );
  }
  return definitionOf(input, "local", key);
}

export function throughputOf(input: ThroughputInput | undefined): Throughput | undefined {
  return input && { read: input.ReadCapacityUnits, write: input.WriteCapacityUnits };
}

/** Throws when one attribute is defined twice. */
export function expectDefinedOnce(definitions: readonly AttributeDefinition[]): void {
  const names = definitions.map(({ AttributeName }) => AttributeName);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw invalidValues(`Duplicate AttributeName in AttributeDefinitions: ${twice}`);
}

/** Throws when two indexes have one name. */
export function expectUniqueNames(indexes: readonly IndexDefinition[]): void {
  const twice = indexes.find(({ name }, at) => indexes.findIndex((index) => index.name === name) !== at);
  if (twice) throw invalidValues(`Duplicate index name: ${twice.name}`);
}

function definitionOf(input: IndexInput, kind: IndexDefinition["kind"], key: KeySchema): IndexDefinition {
  const { ProjectionType: type, NonKeyAttributes: attributes } = input.Projection;
  if (!type) throw invalidValues("Unknown ProjectionType: null");
  if (attributes && type !== "INCLUDE") {
    throw invalidValues(`ProjectionType is ${type}, but NonKeyAttributes is specified`);
  }
  if (!attributes && type === "INCLUDE") {
    throw invalidValues(`ProjectionType is ${type}, but NonKeyAttributes is not specified`);
  }
  if (attributes && new Set(attributes).size < attributes.length) {
    throw invalidValues(`Duplicate attribute name in NonKeyAttributes of index ${input.IndexName}`);
  }
  const throughput = throughputOf(input.ProvisionedThroughput);
  return { name: input.IndexName, kind, key, projection: { type, attributes: attributes ?? [] }, throughput };
}

function resolve(elements: readonly KeySchemaElement[], definitions: readonly AttributeDefinition[]): KeySchema {
  const typed = elements.map(({ AttributeName: name, KeyType: keyType }) => {
    const type = definitions.find(({ AttributeName }) => AttributeName === name)?.AttributeType;
    if (type) return { keyType, attribute: { name, type } satisfies KeyAttribute };
    const list = (names: readonly { AttributeName: string }[]) =>
      names.map(({ AttributeName }) => AttributeName).join(", ");
    throw invalidValues(
      `Some index key attributes are not defined in AttributeDefinitions. Keys: [${list(elements)}], AttributeDefinitions: [${list(definitions)}]`,
    );
  });
  const ofType = (wanted: string) =>
    typed.filter(({ keyType }) => keyType === wanted).map(({ attribute }) => attribute);
  return { hash: ofType("HASH"), range: ofType("RANGE") };
}

function sameName(): Error {
  return validationError("Both the Hash Key and the Range Key element in the KeySchema have the same name");
}
