/** The types that DynamoDB knows, by their names on the wire. */
export const attributeTypes = ["S", "N", "B", "BOOL", "NULL", "SS", "NS", "BS", "L", "M"] as const;
export type AttributeType = (typeof attributeTypes)[number];

/**
 * A value as it is on the wire and on disk: an object with exactly one member, named by its type. Numbers are decimal
 * strings, bytes are base64.
 */
export interface AttributeValue {
  S?: string;
  N?: string;
  B?: string;
  BOOL?: boolean;
  NULL?: boolean;
  SS?: string[];
  NS?: string[];
  BS?: string[];
  L?: AttributeValue[];
  M?: Item;
}

/** An item, or the inside of a map: attribute values by name. */
export type Item = Record<string, AttributeValue>;

export function typeOf(value: AttributeValue): AttributeType {
  for (const type in value) return type as AttributeType;
  throw new TypeError("An attribute value without a type came past validation");
}

/** Reads an attribute. Names are the user's, so `constructor` must not find what every object inherits. */
export function attributeOf(item: Item, name: string): AttributeValue | undefined {
  return Object.hasOwn(item, name) ? item[name] : undefined;
}

/** Sets an attribute, also one that is called `__proto__`. */
export function setAttribute(item: Item, name: string, value: AttributeValue): void {
  if (name !== "__proto__") item[name] = value;
  else Object.defineProperty(item, name, { value, enumerable: true, configurable: true, writable: true });
}

/** The members of a set, whatever it holds, or undefined when the value is no set. */
export function setMembers(value: AttributeValue): string[] | undefined {
  return value.SS ?? value.NS ?? value.BS;
}
