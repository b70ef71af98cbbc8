import type { Item } from "../values/attribute-value.ts";

/** An item as the database has it. Its text is read only when somebody looks inside. */
export class StoredItem {
  readonly id: number;
  /** Size as DynamoDB counts it. */
  readonly bytes: number;
  readonly text: string;
  #item: Item | undefined;

  constructor(id: number, bytes: number, text: string) {
    this.id = id;
    this.bytes = bytes;
    this.text = text;
  }

  /** Its attributes, shared by all who look: to change them, take a `copy`. */
  get item(): Item {
    this.#item ??= this.copy();
    return this.#item;
  }

  copy(): Item {
    return JSON.parse(this.text) as Item;
  }
}
