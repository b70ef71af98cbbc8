import type { Resource } from "../graph/resources.ts";
import type { DynamoDbService } from "../services/dynamodb/service.ts";
import type {
  IndexDefinition,
  KeySchema,
  KeyType,
  ProjectionType,
  StreamViewType,
  Table,
  TableDefinition,
} from "../services/dynamodb/tables/table.ts";
import type { Deployer } from "./deployer.ts";

/** What the graph writes as the last part of a table's stream ARN. AWS takes the time at which the stream was made. */
const STREAM_LABEL = "2020-01-01T00:00:00.000";

/** The inputs of `aws:dynamodb/table:Table` that mean something here; point-in-time recovery and the like need nothing. */
interface TableInputs {
  readonly name: string;
  readonly attributes: readonly { readonly name: string; readonly type: KeyType }[];
  readonly hashKey: string;
  readonly rangeKey?: string;
  readonly globalSecondaryIndexes?: readonly GlobalIndexInputs[];
  readonly localSecondaryIndexes?: readonly IndexInputs[];
  readonly billingMode?: "PAY_PER_REQUEST" | "PROVISIONED";
  readonly readCapacity?: number;
  readonly writeCapacity?: number;
  readonly streamEnabled?: boolean;
  readonly streamViewType?: StreamViewType;
  readonly ttl?: { readonly attributeName?: string; readonly enabled?: boolean };
  readonly deletionProtectionEnabled?: boolean;
  readonly tableClass?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

interface IndexInputs {
  readonly name: string;
  readonly rangeKey?: string;
  readonly projectionType: ProjectionType;
  readonly nonKeyAttributes?: readonly string[];
}

/** A key is given by `hashKey` and `rangeKey`, or by `keySchemas` when it has several attributes of a kind. */
interface GlobalIndexInputs extends IndexInputs {
  readonly hashKey?: string;
  readonly keySchemas?: readonly { readonly attributeName: string; readonly keyType: "HASH" | "RANGE" }[];
}

/** Makes tables what the graph says, in place: items stay, new indexes are filled before `apply` resolves. */
export function dynamoDbDeployer({ tables, streams, background }: DynamoDbService): Deployer {
  return {
    types: ["aws:dynamodb/table:Table"],
    async apply({ name, inputs }: Resource<TableInputs>) {
      const definition = definitionOf(name, inputs);
      const table = tables.atomically(() => {
        const known = tables.find(definition.name);
        if (known) expectSameKey(known, definition);
        const indexed = withIndexes(known ?? tables.create(definition), definition);
        return withStream(withTimeToLive(tables.update({ ...indexed, ...settingsOf(definition) }), inputs), inputs);
      });
      if (table.indexes.some(({ ready }) => !ready)) await background.backfill(table.name);
    },
    remove({ inputs }: Resource<TableInputs>) {
      const table = tables.find(inputs.name);
      if (!table) return;
      tables.atomically(() => {
        tables.remove(table);
        if (table.stream) streams.disable(table.stream);
      });
    },
  };

  /** An index whose key or projection has changed is made anew. */
  function withIndexes(table: Table, { indexes }: TableDefinition): Table {
    const isWanted = (have: IndexDefinition) => indexes.some((index) => sameIndex(index, have));
    const kept = table.indexes
      .filter((index) => !isWanted(index))
      .reduce((current, { name }) => tables.removeIndex(current, name), table);
    return indexes
      .filter((wanted) => !kept.indexes.some((index) => sameIndex(wanted, index)))
      .reduce((current, wanted) => tables.addIndex(current, wanted), kept);
  }

  function withTimeToLive(table: Table, { ttl }: TableInputs): Table {
    const attribute = ttl?.enabled ? ttl.attributeName : undefined;
    return table.ttlAttribute === attribute ? table : tables.setTimeToLive(table, attribute);
  }

  function withStream(table: Table, { streamEnabled, streamViewType = "NEW_AND_OLD_IMAGES" }: TableInputs): Table {
    if (streamEnabled) {
      if (table.stream?.label === STREAM_LABEL && table.stream.viewType === streamViewType) return table;
      return tables.update({ ...table, stream: streams.enable(table, STREAM_LABEL, streamViewType) });
    }
    if (!table.stream) return table;
    streams.disable(table.stream);
    return tables.update({ ...table, stream: undefined });
  }
}

function definitionOf(resource: string, inputs: TableInputs): TableDefinition {
  const typed = (name: string) => {
    const type = inputs.attributes.find((attribute) => attribute.name === name)?.type;
    if (type) return { name, type };
    throw new Error(
      `Table ${resource}: key attribute ${name} is not among its attributes; add it to the table's fields`,
    );
  };
  const keyOf = (hash: readonly string[], range: readonly string[]): KeySchema => ({
    hash: hash.map(typed),
    range: range.map(typed),
  });
  const indexOf = (kind: IndexDefinition["kind"], key: KeySchema, index: IndexInputs): IndexDefinition => ({
    name: index.name,
    kind,
    key,
    projection: { type: index.projectionType, attributes: index.nonKeyAttributes ?? [] },
  });
  const one = (name: string | undefined) => (name === undefined ? [] : [name]);
  const globalKey = ({ hashKey, rangeKey, keySchemas }: GlobalIndexInputs) => {
    const ofType = (wanted: string) =>
      keySchemas?.filter(({ keyType }) => keyType === wanted).map(({ attributeName }) => attributeName);
    return keyOf(ofType("HASH") ?? one(hashKey), ofType("RANGE") ?? one(rangeKey));
  };
  return {
    name: inputs.name,
    key: keyOf([inputs.hashKey], one(inputs.rangeKey)),
    indexes: [
      ...(inputs.localSecondaryIndexes ?? []).map((index) =>
        indexOf("local", keyOf([inputs.hashKey], one(index.rangeKey)), index),
      ),
      ...(inputs.globalSecondaryIndexes ?? []).map((index) => indexOf("global", globalKey(index), index)),
    ],
    billingMode: inputs.billingMode ?? "PROVISIONED",
    throughput:
      inputs.billingMode === "PAY_PER_REQUEST"
        ? undefined
        : { read: inputs.readCapacity ?? 1, write: inputs.writeCapacity ?? 1 },
    tableClass: inputs.tableClass,
    deletionProtection: inputs.deletionProtectionEnabled ?? false,
    tags: inputs.tags ?? {},
  };
}

/** What can be changed without touching items. */
function settingsOf({ billingMode, throughput, tableClass, deletionProtection, tags }: TableDefinition) {
  return { billingMode, throughput, tableClass, deletionProtection, tags };
}

function expectSameKey(table: Table, definition: TableDefinition): void {
  if (JSON.stringify(table.key) === JSON.stringify(definition.key)) return;
  throw new Error(
    `Table ${table.name} cannot change its hash or range key: its items are stored under the old one. Rename the table, or delete it first.`,
  );
}

function sameIndex(left: IndexDefinition, right: IndexDefinition): boolean {
  const essence = ({ name, kind, key, projection }: IndexDefinition) => JSON.stringify([name, kind, key, projection]);
  return essence(left) === essence(right);
}
