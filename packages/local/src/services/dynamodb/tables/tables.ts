import { randomUUID } from "node:crypto";
import { arn, type Cloud } from "../../../cloud.ts";
import { resourceInUse, resourceNotFound, validationError } from "../errors.ts";
import { newId } from "../ids.ts";
import type { Index, IndexDefinition, Table, TableDefinition } from "./table.ts";

const TABLE_ARN = /^arn:aws:dynamodb:[^:]*:[^:]*:table\/([a-zA-Z0-9_.-]+)(?:\/.*)?$/;

/** What is deleted in the background: all items of a table, or all entries of an index. */
export type Purge = { readonly tableId: number } | { readonly indexId: number };

/** The tables of this stage: in memory for reading, in the database for keeps. */
export class Tables {
  readonly #cloud: Cloud;
  readonly #byName = new Map<string, Table>();

  constructor(cloud: Cloud) {
    this.#cloud = cloud;
    this.#load();
  }

  #load(): void {
    this.#byName.clear();
    for (const { definition } of this.#cloud.database.all<{ definition: string }>(
      "SELECT definition FROM dynamodb_tables",
    )) {
      const table = JSON.parse(definition) as Table;
      this.#byName.set(table.name, table);
    }
  }

  /** Several changes of tables, or none of them when `work` throws. */
  atomically<T>(work: () => T): T {
    try {
      return this.#cloud.database.atomically(work);
    } catch (error) {
      this.#load();
      throw error;
    }
  }

  /** The ARN of a table, which need not exist: rights are asked for before anything is looked up. */
  arnOf(nameOrArn: string): string {
    const known = this.#byName.get(nameOrArn);
    return known ? known.arn : arn(this.#cloud.place, "dynamodb", `table/${nameOf(nameOrArn)}`);
  }

  find(nameOrArn: string): Table | undefined {
    return this.#byName.get(nameOrArn) ?? this.#byName.get(nameOf(nameOrArn));
  }

  /** The table that data is read from or written to. */
  get(nameOrArn: string): Table {
    const table = this.find(nameOrArn);
    if (table) return table;
    throw resourceNotFound("Requested resource not found");
  }

  /** The table that is described or changed; these operations say its name in their error. */
  describe(nameOrArn: string): Table {
    const table = this.find(nameOrArn);
    if (table) return table;
    throw resourceNotFound(`Requested resource not found: Table: ${nameOf(nameOrArn)} not found`);
  }

  byArn(tableArn: string): Table {
    const table = this.#byName.get(nameOf(tableArn));
    if (table?.arn === tableArn) return table;
    if (table) throw validationError(`Invalid TableArn: Invalid ResourceArn provided as input ${tableArn}`);
    throw resourceNotFound(`Requested resource not found: ResourceArn: ${tableArn} not found`);
  }

  /** Names in order, as ListTables gives them. */
  names(): string[] {
    return [...this.#byName.keys()].sort();
  }

  all(): Table[] {
    return [...this.#byName.values()];
  }

  create(definition: TableDefinition): Table {
    const { name } = definition;
    if (this.#byName.has(name)) throw resourceInUse(`Table already exists: ${name}`);
    const { database, place } = this.#cloud;
    const table: Table = {
      ...definition,
      id: newId(database),
      arn: arn(place, "dynamodb", `table/${name}`),
      uuid: randomUUID(),
      createdAt: Date.now(),
      indexes: definition.indexes.map((index) => ({ ...index, id: newId(database), ready: true })),
    };
    database.run(
      "INSERT INTO dynamodb_tables (id, name, definition) VALUES (?, ?, ?)",
      table.id,
      name,
      JSON.stringify(table),
    );
    this.#byName.set(name, table);
    return table;
  }

  /** Replaces what is known of a table. */
  update(table: Table): Table {
    this.#cloud.database.run("UPDATE dynamodb_tables SET definition = ? WHERE id = ?", JSON.stringify(table), table.id);
    this.#byName.set(table.name, table);
    return table;
  }

  /** A new index of a table. It is filled in the background and can be read when that is done. */
  addIndex(table: Table, definition: IndexDefinition): Table {
    const index: Index = { ...definition, id: newId(this.#cloud.database), ready: false };
    this.#cloud.agenda.put("dynamodb-backfill", table.name, {});
    return this.update({ ...table, indexes: [...table.indexes, index] });
  }

  /** Items that are there already get their expiry in the background. */
  setTimeToLive(table: Table, attribute: string | undefined): Table {
    this.#cloud.agenda.put("dynamodb-backfill", table.name, {});
    return this.update({ ...table, ttlAttribute: attribute });
  }

  removeIndex(table: Table, name: string): Table {
    const index = table.indexes.find((candidate) => candidate.name === name);
    if (index) this.#purge({ indexId: index.id });
    return this.update({ ...table, indexes: table.indexes.filter((other) => other !== index) });
  }

  remove(table: Table): void {
    if (table.deletionProtection) {
      throw validationError(
        `Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.`,
      );
    }
    this.#cloud.database.run("DELETE FROM dynamodb_tables WHERE id = ?", table.id);
    this.#byName.delete(table.name);
    this.#purge({ tableId: table.id });
    for (const index of table.indexes) this.#purge({ indexId: index.id });
  }

  #purge(purge: Purge): void {
    this.#cloud.agenda.put("dynamodb-purge", JSON.stringify(purge), purge);
  }
}

function nameOf(nameOrArn: string): string {
  return TABLE_ARN.exec(nameOrArn)?.[1] ?? nameOrArn;
}
