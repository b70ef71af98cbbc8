import type { Cloud } from "../../../cloud.ts";
import { resourceNotFound } from "../errors.ts";
import { newId } from "../ids.ts";
import type { StoredItem } from "../items/stored-item.ts";
import { type KeySchema, keyAttributes, type StreamViewType, type Table, type TableStream } from "../tables/table.ts";
import { attributeOf, type Item } from "../values/attribute-value.ts";
import { equalItems } from "../values/comparison.ts";
import { itemSize } from "../values/size.ts";

/** A stream as it is kept; it outlives its table by a day. */
export interface Stream extends TableStream {
  readonly tableId: number;
  readonly tableName: string;
  readonly key: KeySchema;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  /** Its records have this number or a higher one. */
  readonly firstSequence: number;
  readonly disabled: boolean;
}

export interface StreamRow {
  readonly sequence: number;
  /** Epoch milliseconds. */
  readonly created_at: number;
  readonly event: "INSERT" | "MODIFY" | "REMOVE";
  /** The service that did it, when it was not a user. */
  readonly service: string | null;
  readonly keys: string;
  readonly old_image: string | null;
  readonly new_image: string | null;
  readonly bytes: number;
}

/** The change streams of all tables. Each has one shard, so its records are in the order of their writes. */
export class Streams {
  readonly #cloud: Cloud;

  constructor(cloud: Cloud) {
    this.#cloud = cloud;
  }

  /** Begins a stream, or goes on with the one that this table had under this label. */
  enable(table: Table, label: string, viewType: StreamViewType): TableStream {
    const { database } = this.#cloud;
    const arn = `${table.arn}/stream/${label}`;
    const namesake = this.find(arn);
    const known = namesake?.tableId === table.id ? namesake : undefined;
    if (namesake && !known) this.#forget(namesake);
    const stream: Omit<Stream, "disabled"> = {
      id: known?.id ?? newId(database),
      arn,
      label,
      viewType,
      tableId: table.id,
      tableName: table.name,
      key: table.key,
      createdAt: known?.createdAt ?? Date.now(),
      firstSequence: known?.firstSequence ?? this.lastSequence() + 1,
    };
    database.run(
      `INSERT INTO dynamodb_streams (id, arn, definition) VALUES (?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET definition = excluded.definition, disabled_at = NULL`,
      stream.id,
      arn,
      JSON.stringify(stream),
    );
    return { id: stream.id, arn, label, viewType };
  }

  /** Ends a stream. What is in it can be read for another day. */
  disable(stream: TableStream): void {
    this.#cloud.database.run("UPDATE dynamodb_streams SET disabled_at = ? WHERE id = ?", Date.now(), stream.id);
  }

  find(arn: string): Stream | undefined {
    const row = this.#cloud.database.get<{ definition: string; disabled_at: number | null }>(
      "SELECT definition, disabled_at FROM dynamodb_streams WHERE arn = ?",
      arn,
    );
    return row && streamOf(row);
  }

  get(arn: string): Stream {
    const stream = this.find(arn);
    if (stream) return stream;
    throw resourceNotFound(`Requested resource not found: Stream: ${arn} not found`);
  }

  /** All streams, oldest first. */
  all(): Stream[] {
    return this.#cloud.database
      .all<{ definition: string; disabled_at: number | null }>(
        "SELECT definition, disabled_at FROM dynamodb_streams ORDER BY id",
      )
      .map(streamOf);
  }

  /** Writes down a change of an item. A write that changes nothing leaves no record. */
  record(
    table: Table,
    { id, arn, viewType }: TableStream,
    old: StoredItem | undefined,
    next: StoredItem | undefined,
    service: string | undefined,
  ): void {
    const subject = next ?? old;
    if (!subject || (old && next && (old.text === next.text || equalItems(old.item, next.item)))) return;
    const keys: Item = {};
    for (const { name } of keyAttributes(table.key)) {
      const value = attributeOf(subject.item, name);
      if (value) keys[name] = value;
    }
    const oldImage = viewType === "OLD_IMAGE" || viewType === "NEW_AND_OLD_IMAGES" ? old : undefined;
    const newImage = viewType === "NEW_IMAGE" || viewType === "NEW_AND_OLD_IMAGES" ? next : undefined;
    this.#cloud.database.run(
      `INSERT INTO dynamodb_stream_records (stream_id, created_at, event, service, keys, old_image, new_image, bytes)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      id,
      Date.now(),
      next ? (old ? "MODIFY" : "INSERT") : "REMOVE",
      service ?? null,
      JSON.stringify(keys),
      oldImage?.text ?? null,
      newImage?.text ?? null,
      itemSize(keys) + (oldImage?.bytes ?? 0) + (newImage?.bytes ?? 0),
    );
    this.#cloud.bell.ring(`dynamodb-stream:${arn}`);
  }

  /** Up to `limit` records of a stream from `sequence` on. */
  read(stream: Stream, sequence: number, limit: number): StreamRow[] {
    return this.#cloud.database.all<StreamRow>(
      "SELECT * FROM dynamodb_stream_records WHERE stream_id = ? AND sequence >= ? ORDER BY sequence LIMIT ?",
      stream.id,
      sequence,
      limit,
    );
  }

  /** The number of the last record of a stream, or undefined when it holds none. */
  lastOf(stream: Stream): number | undefined {
    const row = this.#cloud.database.get<{ sequence: number | null }>(
      "SELECT MAX(sequence) AS sequence FROM dynamodb_stream_records WHERE stream_id = ?",
      stream.id,
    );
    return row?.sequence ?? undefined;
  }

  /** Removes up to `limit` records that are past their day, and streams that ended more than a day ago. */
  trim(limit: number): number {
    const { database } = this.#cloud;
    const horizon = Date.now() - RETENTION_MS;
    database.run("DELETE FROM dynamodb_streams WHERE disabled_at < ?", horizon);
    return database.run(
      `DELETE FROM dynamodb_stream_records WHERE created_at < ? AND sequence IN
         (SELECT sequence FROM dynamodb_stream_records ORDER BY sequence LIMIT ?)`,
      horizon,
      limit,
    );
  }

  /** Takes away the stream of a deleted table, whose name and label another table now has. */
  #forget({ id }: Stream): void {
    this.#cloud.database.run("DELETE FROM dynamodb_stream_records WHERE stream_id = ?", id);
    this.#cloud.database.run("DELETE FROM dynamodb_streams WHERE id = ?", id);
  }

  /** The number of the last record that was ever written, in any stream. */
  lastSequence(): number {
    const row = this.#cloud.database.get<{ seq: number }>(
      "SELECT seq FROM sqlite_sequence WHERE name = 'dynamodb_stream_records'",
    );
    return row?.seq ?? 0;
  }
}

/** A day, as on AWS. */
export const RETENTION_MS = 24 * 3600_000;

function streamOf(row: { definition: string; disabled_at: number | null }): Stream {
  return { ...(JSON.parse(row.definition) as Omit<Stream, "disabled">), disabled: row.disabled_at !== null };
}
