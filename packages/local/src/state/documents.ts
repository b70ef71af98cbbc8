import type { SQLInputValue } from "node:sqlite";
import type { Database } from "./database.ts";

interface Shape {
  readonly table: string;
  /** The column with what a document is called by. */
  readonly key: string;
  /** Further columns to ask by, each with its type. They do not change. */
  readonly columns?: Readonly<Record<string, string>>;
}

/**
 * JSON documents of one kind, such as a service's jobs: called by a key, asked for by status and other columns, in the order in
 * which they came (`sequence`).
 */
export class Documents<Document extends { readonly status: string }> {
  readonly #database: Database;
  readonly #table: string;
  readonly #key: string;

  constructor(database: Database, { table, key, columns = {} }: Shape) {
    this.#database = database;
    this.#table = table;
    this.#key = key;
    const own = Object.entries(columns).map(([name, type]) => `${name} ${type}, `);
    database.define(`
      CREATE TABLE IF NOT EXISTS ${table} (
        sequence INTEGER PRIMARY KEY AUTOINCREMENT, ${key} TEXT NOT NULL UNIQUE, ${own.join("")}status TEXT NOT NULL,
        document TEXT NOT NULL)`);
  }

  create(key: string, document: Document, columns: Readonly<Record<string, SQLInputValue>> = {}): void {
    const names = [this.#key, "status", "document", ...Object.keys(columns)];
    const values = [key, document.status, JSON.stringify(document), ...Object.values(columns)];
    const places = names.map(() => "?").join(", ");
    this.#database.run(`INSERT INTO ${this.#table} (${names.join(", ")}) VALUES (${places})`, ...values);
  }

  find(key: string): Document | undefined {
    return this.select(`${this.#key} = ?`, key)[0];
  }

  /** `condition` is what comes after WHERE: conditions on columns, order and limit. */
  select(condition: string, ...values: SQLInputValue[]): Document[] {
    return [...this.each(condition, ...values)];
  }

  /** The same for who may stop at one of the first: each is parsed when it is taken. */
  *each(condition: string, ...values: SQLInputValue[]): IterableIterator<Document> {
    const sql = `SELECT document FROM ${this.#table} WHERE ${condition}`;
    for (const { document } of this.#database.all<{ document: string }>(sql, ...values)) yield JSON.parse(document);
  }

  count(condition: string, ...values: SQLInputValue[]): number {
    const sql = `SELECT COUNT(*) AS documents FROM ${this.#table} WHERE ${condition}`;
    return this.#database.get<{ documents: number }>(sql, ...values)?.documents ?? 0;
  }

  /** Writes what changed of a document and returns it; undefined when there is none. */
  change(key: string, changes: Partial<Document>): Document | undefined {
    const document = this.find(key);
    if (!document) return undefined;
    const changed = { ...document, ...changes };
    const sql = `UPDATE ${this.#table} SET status = ?, document = ? WHERE ${this.#key} = ?`;
    this.#database.run(sql, changed.status, JSON.stringify(changed), key);
    return changed;
  }

  remove(key: string): void {
    this.#database.run(`DELETE FROM ${this.#table} WHERE ${this.#key} = ?`, key);
  }
}
