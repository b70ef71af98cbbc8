import {
  type Comparator,
  type ConditionFunction,
  type ConditionTemplate,
  functionArity,
  type OperandTemplate,
} from "./condition.ts";
import { type Cursor, ExpressionError, wrongNumberOfOperands } from "./cursor.ts";
import { parsePath } from "./path.ts";

/** A parenthesis may hold either a condition or an operand; which of them is known only at its end. */
type Node =
  | { readonly condition: ConditionTemplate; readonly operand?: never; readonly parenthesised?: boolean }
  | { readonly operand: OperandTemplate; readonly condition?: never; readonly parenthesised?: boolean };

const comparators: ReadonlySet<string> = new Set(["=", "<>", "<", "<=", ">", ">="]);
/** Functions that exist, but only in an UpdateExpression. */
const updateFunctions: ReadonlySet<string> = new Set(["if_not_exists", "list_append"]);
const MOST_CHOICES = 100;

/**
 * Parses a ConditionExpression, FilterExpression or KeyConditionExpression to its end. After a complaint it goes
 * on with something in place of what cannot be used: the end tells the complaint.
 */
export function parseCondition(cursor: Cursor): ConditionTemplate {
  const condition = asCondition(cursor, parseOr(cursor));
  cursor.expectEnd(["parentheses", "function", "misuse", "reserved", "operands"]);
  return condition;
}

function parseOr(cursor: Cursor): Node {
  let node = parseAnd(cursor);
  while (cursor.accept("OR")) {
    const left = asCondition(cursor, node);
    node = { condition: { kind: "or", left, right: asCondition(cursor, parseAnd(cursor)) } };
  }
  return node;
}

function parseAnd(cursor: Cursor): Node {
  let node = parseNot(cursor);
  while (cursor.accept("AND")) {
    const left = asCondition(cursor, node);
    node = { condition: { kind: "and", left, right: asCondition(cursor, parseNot(cursor)) } };
  }
  return node;
}

function parseNot(cursor: Cursor): Node {
  if (!cursor.accept("NOT")) return parsePredicate(cursor);
  const node = cursor.nested(() => parseNot(cursor));
  return { condition: { kind: "not", condition: asCondition(cursor, node) } };
}

function parsePredicate(cursor: Cursor): Node {
  const node = parsePrimary(cursor);
  const { kind, text } = cursor.peek();
  if (kind === "symbol" && comparators.has(text)) {
    const left = asOperand(cursor, node);
    cursor.next();
    return {
      condition: { kind: "comparison", operator: text as Comparator, left, right: parseOperand(cursor) },
    };
  }
  if (cursor.accept("BETWEEN")) {
    const operand = asOperand(cursor, node);
    const low = parseOperand(cursor);
    cursor.expect("AND");
    return { condition: { kind: "between", operand, low, high: parseOperand(cursor) } };
  }
  if (cursor.accept("IN")) return { condition: parseChoices(cursor, asOperand(cursor, node)) };
  return node;
}

function parseChoices(cursor: Cursor, operand: OperandTemplate): ConditionTemplate {
  cursor.expect("(");
  const choices = parseOperands(cursor);
  if (choices.length > MOST_CHOICES) {
    throw new ExpressionError(
      `The IN operator is provided with too many operands; number of operands: ${choices.length}`,
    );
  }
  return { kind: "in", operand, choices };
}

/** Operands up to and with the closing parenthesis. */
function parseOperands(cursor: Cursor): OperandTemplate[] {
  const operands = [parseOperand(cursor)];
  while (cursor.accept(",")) operands.push(parseOperand(cursor));
  cursor.expect(")");
  return operands;
}

function parseOperand(cursor: Cursor): OperandTemplate {
  return asOperand(cursor, parsePrimary(cursor));
}

function parsePrimary(cursor: Cursor): Node {
  if (cursor.accept("(")) {
    const inner = cursor.nested(() => parseOr(cursor));
    cursor.expect(")");
    if (inner.parenthesised) cursor.complain("parentheses", "The expression has redundant parentheses;");
    return { ...inner, parenthesised: true };
  }
  const { kind } = cursor.peek();
  if (kind === "value") return { operand: { kind: "value", value: cursor.valueName() } };
  if (kind === "word" && cursor.peek(1).text === "(") return parseFunction(cursor);
  return { operand: { kind: "path", path: parsePath(cursor) } };
}

function parseFunction(cursor: Cursor): Node {
  const name = cursor.next().text;
  cursor.next();
  const operands = cursor.nested(() => parseOperands(cursor));
  const [first] = operands;
  if (name === "size" && first) {
    if (operands.length > 1) cursor.complain("operands", wrongNumberOfOperands(name, operands.length));
    return { operand: { kind: "size", of: first } };
  }
  if (updateFunctions.has(name)) cursor.complain("misuse", misused(name));
  else if (!Object.hasOwn(functionArity, name)) cursor.complain("function", `Invalid function name; function: ${name}`);
  return { condition: { kind: "function", name: name as ConditionFunction, operands } };
}

function asCondition(cursor: Cursor, node: Node): ConditionTemplate {
  if (node.condition) return node.condition;
  if (node.operand.kind !== "size") cursor.fail();
  cursor.complain("misuse", misused("size"));
  return { kind: "comparison", operator: "=", left: node.operand, right: node.operand };
}

function asOperand(cursor: Cursor, node: Node): OperandTemplate {
  if (node.operand) return node.operand;
  const [first] = node.condition.kind === "function" ? node.condition.operands : [];
  if (node.condition.kind !== "function" || !first) return cursor.fail();
  cursor.complain("misuse", misused(node.condition.name));
  return first;
}

function misused(name: string): string {
  return `The function is not allowed to be used this way in an expression; function: ${name}`;
}
