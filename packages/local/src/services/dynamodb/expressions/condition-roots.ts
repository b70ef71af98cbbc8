import type { Condition, Operand } from "./condition.ts";

/** The names of all top-level attributes that a condition looks at. */
export function rootsOf(condition: Condition, names = new Set<string>()): Set<string> {
  const operand = (each: Operand): void => {
    if (each.kind === "path") names.add(each.path[0]);
    else if (each.kind === "size") operand(each.of);
  };
  switch (condition.kind) {
    case "and":
    case "or":
      rootsOf(condition.left, names);
      rootsOf(condition.right, names);
      break;
    case "not":
      rootsOf(condition.condition, names);
      break;
    case "comparison":
      for (const each of [condition.left, condition.right]) operand(each);
      break;
    case "between":
      for (const each of [condition.operand, condition.low, condition.high]) operand(each);
      break;
    case "in":
      for (const each of [condition.operand, ...condition.choices]) operand(each);
      break;
    case "function":
      for (const each of condition.operands) operand(each);
  }
  return names;
}
