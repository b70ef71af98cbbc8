import { type AttributeValue, type Item, setMembers, typeOf } from "../values/attribute-value.ts";
import { beginsWith, compareValues, containsValue, equalValues } from "../values/comparison.ts";
import { bytesLength } from "../values/size.ts";
import type { Comparator, Condition, Operand } from "./condition.ts";
import { valueAt } from "./path.ts";

/** Whether an item meets a condition. An item that does not exist is `{}`. */
export function meets(item: Item, condition: Condition): boolean {
  switch (condition.kind) {
    case "and":
      return meets(item, condition.left) && meets(item, condition.right);
    case "or":
      return meets(item, condition.left) || meets(item, condition.right);
    case "not":
      return !meets(item, condition.condition);
    case "comparison":
      return compares(condition.operator, resolve(item, condition.left), resolve(item, condition.right));
    case "between": {
      const value = resolve(item, condition.operand);
      return (
        compares(">=", value, resolve(item, condition.low)) && compares("<=", value, resolve(item, condition.high))
      );
    }
    case "in": {
      const value = resolve(item, condition.operand);
      return condition.choices.some((choice) => compares("=", value, resolve(item, choice)));
    }
    case "function":
      return holds(condition.name, ...condition.operands.map((operand) => resolve(item, operand)));
  }
}

function compares(operator: Comparator, left: AttributeValue | undefined, right: AttributeValue | undefined): boolean {
  // A missing attribute is unequal to everything and in no order with anything.
  if (left === undefined || right === undefined) return operator === "<>";
  if (operator === "=") return equalValues(left, right);
  if (operator === "<>") return !equalValues(left, right);
  const order = compareValues(left, right);
  if (order === undefined) return false;
  if (operator === "<") return order < 0;
  if (operator === "<=") return order <= 0;
  return operator === ">" ? order > 0 : order >= 0;
}

function holds(name: string, value?: AttributeValue, argument?: AttributeValue): boolean {
  if (name === "attribute_not_exists") return value === undefined;
  if (value === undefined) return false;
  if (name === "attribute_exists") return true;
  if (argument === undefined) return false;
  if (name === "attribute_type") return typeOf(value) === argument.S;
  return name === "begins_with" ? beginsWith(value, argument) : containsValue(value, argument);
}

function resolve(item: Item, operand: Operand): AttributeValue | undefined {
  if (operand.kind === "path") return valueAt(item, operand.path);
  if (operand.kind === "value") return operand.value;
  const value = resolve(item, operand.of);
  const size = value && sizeOf(value);
  return size === undefined ? undefined : { N: String(size) };
}

/** What `size(path)` says: bytes of a string or binary, members of a set, list or map. */
function sizeOf(value: AttributeValue): number | undefined {
  if (value.S !== undefined) return Buffer.byteLength(value.S, "utf8");
  if (value.B !== undefined) return bytesLength(value.B);
  if (value.M) return Object.keys(value.M).length;
  return (value.L ?? setMembers(value))?.length;
}
