import { indexName } from "../requests/members.ts";
import { integer, listOf, required, structure, text } from "../requests/shape.ts";
import type { KeyType, ProjectionType } from "./table.ts";

/** How keys, indexes and throughput are written in requests. */
export interface KeySchemaElement {
  readonly AttributeName: string;
  readonly KeyType: "HASH" | "RANGE";
}

export interface AttributeDefinition {
  readonly AttributeName: string;
  readonly AttributeType: KeyType;
}

export interface IndexInput {
  readonly IndexName: string;
  readonly KeySchema: KeySchemaElement[];
  readonly Projection: { readonly ProjectionType?: ProjectionType; readonly NonKeyAttributes?: string[] };
  readonly ProvisionedThroughput?: ThroughputInput;
}

export interface ThroughputInput {
  readonly ReadCapacityUnits: number;
  readonly WriteCapacityUnits: number;
}

const units = required(integer({ min: 1, type: "Long" }));
export const throughputShape = structure(
  { ReadCapacityUnits: units, WriteCapacityUnits: units },
  "ProvisionedThroughput",
);

const keyAttributeName = required(text({ min: 1, max: 255 }));

export const attributeDefinitions = listOf(
  structure(
    { AttributeName: keyAttributeName, AttributeType: required(text({ oneOf: ["B", "N", "S"] })) },
    "AttributeDefinition",
  ),
);

const keySchemaElement = structure(
  { AttributeName: keyAttributeName, KeyType: required(text({ oneOf: ["HASH", "RANGE"] })) },
  "KeySchemaElement",
);

/** A table has a hash and perhaps a range attribute; a global index may have four of each. */
export const tableKeySchema = required(listOf(keySchemaElement, { min: 1, max: 2 }));
const indexKeySchema = required(listOf(keySchemaElement, { min: 1, max: 8 }));

const projection = structure(
  {
    ProjectionType: text({ oneOf: ["ALL", "INCLUDE", "KEYS_ONLY"] }),
    NonKeyAttributes: listOf(text({ min: 1, max: 255 }), { min: 1, max: 100 }),
  },
  "Projection",
);

/** `type` is the name of the API's shape, which differs between local and global indexes. */
export const indexShape = (type: string) =>
  structure(
    {
      IndexName: required(indexName),
      KeySchema: indexKeySchema,
      Projection: required(projection),
      ProvisionedThroughput: throughputShape,
    },
    type,
  );
