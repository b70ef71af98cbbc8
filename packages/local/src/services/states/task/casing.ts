import { isObject, type Json } from "../json.ts";

type Change = (key: string) => string;

/** `StateMachineArn` to `stateMachineArn`: members of an input as a definition has them, to those of the API. */
export function toCamelCase(value: Json): Json {
  return mapKeys(value, (key) => key.charAt(0).toLowerCase() + key.slice(1));
}

export function toPascalCase(value: Json): Json {
  return mapKeys(value, (key) => key.charAt(0).toUpperCase() + key.slice(1));
}

function mapKeys(value: Json, change: Change): Json {
  if (Array.isArray(value)) return value.map((item) => mapKeys(item, change));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [change(key), mapKeys(member, change)]));
}
