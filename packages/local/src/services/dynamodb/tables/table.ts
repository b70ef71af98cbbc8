/** The types that a key attribute may have. */
export type KeyType = "S" | "N" | "B";

export interface KeyAttribute {
  readonly name: string;
  readonly type: KeyType;
}

/** One hash attribute and at most one range attribute; a global index may have up to four of each. */
export interface KeySchema {
  readonly hash: readonly KeyAttribute[];
  readonly range: readonly KeyAttribute[];
}

export type ProjectionType = "ALL" | "KEYS_ONLY" | "INCLUDE";

export interface Throughput {
  readonly read: number;
  readonly write: number;
}

export interface IndexDefinition {
  readonly name: string;
  readonly kind: "global" | "local";
  readonly key: KeySchema;
  readonly projection: { readonly type: ProjectionType; readonly attributes: readonly string[] };
  readonly throughput?: Throughput | undefined;
}

export interface Index extends IndexDefinition {
  /** Marks its rows in the database; never used again for another index. */
  readonly id: number;
  /** False while existing items are still being put in; it cannot be read until then. */
  readonly ready: boolean;
}

export const streamViewTypes = ["KEYS_ONLY", "NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES"] as const;
export type StreamViewType = (typeof streamViewTypes)[number];

/** A table as it is declared: by CreateTable or by the resource graph. */
export interface TableDefinition {
  readonly name: string;
  readonly key: KeySchema;
  readonly indexes: readonly IndexDefinition[];
  readonly billingMode: "PAY_PER_REQUEST" | "PROVISIONED";
  readonly throughput?: Throughput | undefined;
  readonly tableClass?: string | undefined;
  readonly deletionProtection: boolean;
  readonly tags: Readonly<Record<string, string>>;
}

/** A table as it is kept. */
export interface Table extends TableDefinition {
  readonly id: number;
  readonly arn: string;
  readonly uuid: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  readonly indexes: readonly Index[];
  readonly stream?: TableStream | undefined;
  /** The attribute that holds when an item expires, in epoch seconds. */
  readonly ttlAttribute?: string | undefined;
}

export interface TableStream {
  readonly id: number;
  readonly arn: string;
  /** The last part of its ARN: when it was enabled. */
  readonly label: string;
  readonly viewType: StreamViewType;
}

export function keyAttributes(key: KeySchema): readonly KeyAttribute[] {
  return key.range.length === 0 ? key.hash : [...key.hash, ...key.range];
}

/** The attributes that lead to an entry of an index: its own key and the table's. */
export function entryAttributes(table: TableDefinition, index: IndexDefinition): KeyAttribute[] {
  const own = keyAttributes(index.key);
  return [...own, ...keyAttributes(table.key).filter(({ name }) => !own.some((attribute) => attribute.name === name))];
}
