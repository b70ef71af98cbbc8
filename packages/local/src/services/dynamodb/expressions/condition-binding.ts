import { type AttributeType, type AttributeValue, attributeTypes, typeOf } from "../values/attribute-value.ts";
import { compareValues } from "../values/comparison.ts";
import {
  type Condition,
  type ConditionTemplate,
  functionArity,
  type Operand,
  type OperandTemplate,
} from "./condition.ts";
import { ExpressionError, wrongNumberOfOperands } from "./cursor.ts";
import { formatPath, resolvePath } from "./path.ts";
import type { Placeholders } from "./placeholders.ts";

const ordered: readonly AttributeType[] = ["S", "N", "B"];
const measurable: readonly AttributeType[] = ["S", "B", "SS", "NS", "BS", "L", "M"];

/** Puts a request's names and values into a condition, and refuses operands that can never fit their operator. */
export function bindCondition(template: ConditionTemplate, placeholders: Placeholders): Condition {
  const operandOf = (operand: OperandTemplate) => bindOperand(operand, placeholders);
  switch (template.kind) {
    case "and":
    case "or":
      return {
        kind: template.kind,
        left: bindCondition(template.left, placeholders),
        right: bindCondition(template.right, placeholders),
      };
    case "not":
      return { kind: "not", condition: bindCondition(template.condition, placeholders) };
    case "comparison": {
      const { kind, operator } = template;
      const [left, right] = [operandOf(template.left), operandOf(template.right)];
      expectDistinct(operator, [left, right]);
      if (operator !== "=" && operator !== "<>") {
        for (const operand of [left, right]) expectType(`operator: ${operator}`, operand, ordered);
      }
      return { kind, operator, left, right };
    }
    case "between": {
      const [operand, low, high] = [operandOf(template.operand), operandOf(template.low), operandOf(template.high)];
      for (const each of [operand, low, high]) expectType("operator: BETWEEN", each, ordered);
      expectRange(low, high);
      return { kind: "between", operand, low, high };
    }
    case "in":
      return { kind: "in", operand: operandOf(template.operand), choices: template.choices.map(operandOf) };
    case "function": {
      if (template.operands.length !== functionArity[template.name]) {
        throw new ExpressionError(wrongNumberOfOperands(template.name, template.operands.length));
      }
      const operands = template.operands.map(operandOf);
      checkFunction(template.name, operands);
      return { kind: "function", name: template.name, operands };
    }
  }
}

function bindOperand(template: OperandTemplate, placeholders: Placeholders): Operand {
  if (template.kind === "path") return { kind: "path", path: resolvePath(template.path, placeholders) };
  if (template.kind === "value") return { kind: "value", value: placeholders.value(template.value) };
  const of = bindOperand(template.of, placeholders);
  if (of.kind === "size") throw wrongType("operator or function: size", "N");
  expectType("operator or function: size", of, measurable);
  return { kind: "size", of };
}

function checkFunction(name: string, operands: readonly Operand[]): void {
  const [first, second] = operands;
  if ((name === "attribute_exists" || name === "attribute_not_exists") && first?.kind !== "path") {
    throw new ExpressionError(`Operator or function requires a document path; operator or function: ${name}`);
  }
  expectDistinct(name, operands);
  if (name === "begins_with") {
    for (const operand of operands) expectType(`operator or function: ${name}`, operand, ["S", "B"]);
  }
  if (name === "attribute_type") checkTypeName(second);
}

function checkTypeName(operand: Operand | undefined): void {
  const type = operand?.kind === "value" ? typeOf(operand.value) : "{NS,SS,L,BS,N,M,B,BOOL,NULL,S}";
  if (operand?.kind !== "value" || operand.value.S === undefined) {
    throw wrongType("operator or function: attribute_type", type);
  }
  if (!attributeTypes.some((known) => known === operand.value.S)) {
    throw new ExpressionError(
      `Invalid attribute type name found; type: ${operand.value.S}, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}`,
    );
  }
}

/** Literals can be refused before any item is seen; what a path leads to is known only then. */
function expectType(operator: string, operand: Operand, allowed: readonly AttributeType[]): void {
  if (operand.kind !== "value" || allowed.includes(typeOf(operand.value))) return;
  throw wrongType(operator, typeOf(operand.value));
}

function wrongType(operator: string, type: string): ExpressionError {
  return new ExpressionError(`Incorrect operand type for operator or function; ${operator}, operand type: ${type}`);
}

function expectDistinct(operator: string, [first, second]: readonly Operand[]): void {
  if (first?.kind !== "path" || second?.kind !== "path") return;
  if (formatPath(first.path) !== formatPath(second.path)) return;
  throw new ExpressionError(
    `The first operand must be distinct from the remaining operands for this operator or function; operator: ${operator}, first operand: ${formatPath(first.path)}`,
  );
}

function expectRange(low: Operand, high: Operand): void {
  if (low.kind !== "value" || high.kind !== "value") return;
  const bounds = `lower bound operand: ${format(low.value)}, upper bound operand: ${format(high.value)}`;
  if (typeOf(low.value) !== typeOf(high.value)) {
    throw new ExpressionError(`The BETWEEN operator requires same data type for lower and upper bounds; ${bounds}`);
  }
  if ((compareValues(low.value, high.value) ?? 0) > 0) {
    throw new ExpressionError(
      `The BETWEEN operator requires upper bound to be greater than or equal to lower bound; ${bounds}`,
    );
  }
}

function format(value: AttributeValue): string {
  const type = typeOf(value);
  return `AttributeValue: {${type}:${value[type]}}`;
}
