import type { AttributeValue } from "../values/attribute-value.ts";
import type { Path, PathTemplate } from "./path.ts";

export type Comparator = "=" | "<>" | "<" | "<=" | ">" | ">=";

/** How many operands each function takes. `size` gives a number, the others a truth. */
export const functionArity = {
  attribute_exists: 1,
  attribute_not_exists: 1,
  attribute_type: 2,
  begins_with: 2,
  contains: 2,
} as const;
export type ConditionFunction = keyof typeof functionArity;

export type OperandOf<P, V> =
  | { readonly kind: "path"; readonly path: P }
  | { readonly kind: "value"; readonly value: V }
  | { readonly kind: "size"; readonly of: OperandOf<P, V> };

export type ConditionOf<P, V> =
  | { readonly kind: "and" | "or"; readonly left: ConditionOf<P, V>; readonly right: ConditionOf<P, V> }
  | { readonly kind: "not"; readonly condition: ConditionOf<P, V> }
  | {
      readonly kind: "comparison";
      readonly operator: Comparator;
      readonly left: OperandOf<P, V>;
      readonly right: OperandOf<P, V>;
    }
  | {
      readonly kind: "between";
      readonly operand: OperandOf<P, V>;
      readonly low: OperandOf<P, V>;
      readonly high: OperandOf<P, V>;
    }
  | { readonly kind: "in"; readonly operand: OperandOf<P, V>; readonly choices: readonly OperandOf<P, V>[] }
  | { readonly kind: "function"; readonly name: ConditionFunction; readonly operands: readonly OperandOf<P, V>[] };

/** As parsed, with placeholders: the same for every request with this text. */
export type ConditionTemplate = ConditionOf<PathTemplate, string>;
export type OperandTemplate = OperandOf<PathTemplate, string>;

/** With the names and values of one request in it. */
export type Condition = ConditionOf<Path, AttributeValue>;
export type Operand = OperandOf<Path, AttributeValue>;
