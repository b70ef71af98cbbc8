import { invalidValues } from "../errors.ts";
import type { Action, Source } from "../expressions/update.ts";
import { type AttributeValue, typeOf } from "../values/attribute-value.ts";
import { checkName, checkValue } from "../values/check.ts";

export interface LegacyUpdate {
  readonly Action?: string;
  readonly Value?: AttributeValue;
}

/** AttributeUpdates of an UpdateItem. */
export function legacyUpdate(updates: Readonly<Record<string, LegacyUpdate>>): Action[] {
  return Object.entries(updates).map(([name, { Action: action = "PUT", Value: value }]): Action => {
    checkName(name);
    if (!value) {
      if (action === "DELETE") return { action: "REMOVE", path: [name] };
      throw invalidValues(`Only DELETE action is allowed when no attribute value is specified`);
    }
    checkValue(value);
    const type = typeOf(value);
    if (action === "PUT") return { action: "SET", path: [name], source: { kind: "value", value } };
    const set = type === "SS" || type === "NS" || type === "BS";
    if (set || (action === "ADD" && type === "N"))
      return { action: action === "ADD" ? "ADD" : "DELETE", path: [name], value };
    if (action === "DELETE") throw invalidValues(`DELETE action with value is not supported for the type ${type}`);
    if (type !== "L") throw invalidValues(`ADD action is not supported for the type ${type}`);
    // ADD of a list puts its members behind those that are there.
    const old: Source = { kind: "if_not_exists", path: [name], otherwise: { kind: "value", value: { L: [] } } };
    return {
      action: "SET",
      path: [name],
      source: { kind: "list_append", left: old, right: { kind: "value", value } },
    };
  });
}
