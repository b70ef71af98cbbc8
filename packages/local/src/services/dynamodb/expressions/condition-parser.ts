import {
  type Comparator,
  type ConditionFunction,
  type ConditionTemplate,
  functionArity,
  type OperandTemplate,
} from "./condition.ts";
import { type Cursor, ExpressionError } from "./cursor.ts";
import { parsePath } from "./path.ts";

/** A parenthesis may hold either a condition or an operand; which of them is known only at its end. */
type Node =
  | { readonly condition: ConditionTemplate; readonly operand?: never; readonly parenthesised?: boolean }
  | { readonly operand: OperandTemplate; readonly condition?: never; readonly parenthesised?: boolean };

const comparators: ReadonlySet<string> = new Set(["=", "<>", "<", "<=", ">", ">="]);
/** Functions that exist, but only in an UpdateExpression. */
const updateFunctions: ReadonlySet<string> = new Set(["if_not_exists", "list_append"]);
const MOST_CHOICES = 100;

/** Parses a ConditionExpression, FilterExpression or KeyConditionExpression to its end. */
export function parseCondition(cursor: Cursor): ConditionTemplate {
  const condition = asCondition(cursor, parseOr(cursor));
  cursor.expectEnd();
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
    if (inner.parenthesised) throw new ExpressionError("The expression has redundant parentheses;");
    return { ...inner, parenthesised: true };
  }
  const { kind } = cursor.peek();
  if (kind === "value") return { operand: { kind: "value", value: cursor.valueName() } };
  if (kind === "word" && cursor.peek(1).text === "(") return parseFunction(cursor);
  return { operand: { kind: "path", path: parsePath(cursor) } };
}

function parseFunction(cursor: Cursor): Node {
  const name = cursor.next().text;
  const arity = name === "size" ? 1 : Object.hasOwn(functionArity, name) ? functionArity[name as ConditionFunction] : 0;
  if (updateFunctions.has(name)) throw misused(name);
  if (arity === 0) throw new ExpressionError(`Invalid function name; function: ${name}`);
  cursor.next();
  const operands = cursor.nested(() => parseOperands(cursor));
  const [first] = operands;
  if (operands.length !== arity || !first) {
    throw new ExpressionError(
      `Incorrect number of operands for operator or function; operator or function: ${name}, number of operands: ${operands.length}`,
    );
  }
  if (name === "size") return { operand: { kind: "size", of: first } };
  return { condition: { kind: "function", name: name as ConditionFunction, operands } };
}

function asCondition(cursor: Cursor, node: Node): ConditionTemplate {
  if (node.condition) return node.condition;
  if (node.operand.kind === "size") throw misused("size");
  return cursor.fail();
}

function asOperand(cursor: Cursor, node: Node): OperandTemplate {
  if (node.operand) return node.operand;
  if (node.condition.kind === "function") throw misused(node.condition.name);
  return cursor.fail();
}

function misused(name: string): ExpressionError {
  return new ExpressionError(`The function is not allowed to be used this way in an expression; function: ${name}`);
}
