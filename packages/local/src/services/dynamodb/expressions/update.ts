import type { AttributeType, AttributeValue } from "../values/attribute-value.ts";
import { typeOf } from "../values/attribute-value.ts";
import { type Cursor, ExpressionError, wrongNumberOfOperands } from "./cursor.ts";
import { type Path, type PathTemplate, parsePath, resolvePath } from "./path.ts";
import type { Placeholders } from "./placeholders.ts";
import { expectDisjoint } from "./projection.ts";

/** What SET may assign. */
export type SourceOf<P, V> =
  | { readonly kind: "path"; readonly path: P }
  | { readonly kind: "value"; readonly value: V }
  | { readonly kind: "if_not_exists"; readonly path: P; readonly otherwise: SourceOf<P, V> }
  | {
      readonly kind: "list_append" | "+" | "-";
      readonly left: SourceOf<P, V>;
      readonly right: SourceOf<P, V>;
    };

export type ActionOf<P, V> =
  | { readonly action: "SET"; readonly path: P; readonly source: SourceOf<P, V> }
  | { readonly action: "REMOVE"; readonly path: P }
  | { readonly action: "ADD" | "DELETE"; readonly path: P; readonly value: V };

export type ActionTemplate = ActionOf<PathTemplate, string>;
type SourceTemplate = SourceOf<PathTemplate, string>;
export type Action = ActionOf<Path, AttributeValue>;
export type Source = SourceOf<Path, AttributeValue>;

const sections = ["SET", "REMOVE", "ADD", "DELETE"] as const;

/** Parses an UpdateExpression to its end. After a complaint it goes on with something else: the end tells the complaint. */
export function parseUpdate(cursor: Cursor): ActionTemplate[] {
  const actions: ActionTemplate[] = [];
  const seen = new Set<string>();
  do {
    const section = sections.find((name) => cursor.accept(name)) ?? cursor.fail();
    if (seen.has(section)) {
      cursor.complain("section", `The "${section}" section can only be used once in an update expression;`);
    }
    seen.add(section);
    do actions.push(parseAction(cursor, section));
    while (cursor.accept(","));
  } while (cursor.peek().kind !== "end");
  cursor.expectEnd(["reserved", "function", "section", "misuse", "operands"]);
  return actions;
}

function parseAction(cursor: Cursor, action: (typeof sections)[number]): ActionTemplate {
  const path = parsePath(cursor);
  if (action === "REMOVE") return { action, path };
  if (action !== "SET") return { action, path, value: cursor.valueName() };
  cursor.expect("=");
  return { action, path, source: parseSum(cursor) };
}

/** A sum has two operands, never more, and stands by itself: alone or in parentheses, but not inside a function. */
function parseSum(cursor: Cursor): SourceTemplate {
  const left = parseSource(cursor, parseSum);
  const operator = (["+", "-"] as const).find((symbol) => cursor.isAt(symbol));
  if (!operator) return left;
  if (left.kind === "+" || left.kind === "-") cursor.fail();
  cursor.next();
  return { kind: operator, left, right: parseSource(cursor) };
}

function parseSource(cursor: Cursor, parseInner = (inner: Cursor) => parseSource(inner)): SourceTemplate {
  if (cursor.accept("(")) {
    const inner = cursor.nested(() => parseInner(cursor));
    cursor.expect(")");
    return inner;
  }
  const { kind } = cursor.peek();
  if (kind === "value") return { kind, value: cursor.valueName() };
  if (kind === "word" && cursor.peek(1).text === "(") return parseFunction(cursor);
  return { kind: "path", path: parsePath(cursor) };
}

function parseFunction(cursor: Cursor): SourceTemplate {
  const name = cursor.next().text;
  const known = name === "if_not_exists" || name === "list_append";
  if (!known) cursor.complain("function", `Invalid function name; function: ${name}`);
  cursor.next();
  const first = cursor.nested(() => parseSource(cursor));
  const others: SourceTemplate[] = [];
  while (cursor.accept(",")) others.push(parseSource(cursor));
  cursor.expect(")");
  const [second] = others;
  if (!second || others.length > 1) cursor.complain("operands", wrongNumberOfOperands(name, others.length + 1));
  if (!known || !second) return first;
  if (name === "if_not_exists") {
    if (first.kind === "path") return { kind: name, path: first.path, otherwise: second };
    cursor.complain("operands", `Operator or function requires a document path; operator or function: ${name}`);
    return first;
  }
  if (first.kind === name || second.kind === name) {
    cursor.complain("misuse", `The function is not allowed to be used this way in an expression; function: ${name}`);
  }
  return { kind: "list_append", left: first, right: second };
}

/** Puts a request's names and values into an update, and refuses operands that can never fit. */
export function bindUpdate(templates: readonly ActionTemplate[], placeholders: Placeholders): Action[] {
  const resolved = templates.map((template) => ({ template, path: resolvePath(template.path, placeholders) }));
  expectDisjoint(resolved.map(({ path }) => path));
  return resolved.map(({ template, path }): Action => {
    if (template.action === "REMOVE") return { action: template.action, path };
    if (template.action === "SET") return { action: "SET", path, source: bindSource(template.source, placeholders) };
    const value = placeholders.value(template.value);
    expectOperand(template.action, value);
    return { action: template.action, path, value };
  });
}

function bindSource(template: SourceTemplate, placeholders: Placeholders): Source {
  switch (template.kind) {
    case "path":
      return { kind: "path", path: resolvePath(template.path, placeholders) };
    case "value":
      return { kind: "value", value: placeholders.value(template.value) };
    case "if_not_exists": {
      const path = resolvePath(template.path, placeholders);
      return { kind: "if_not_exists", path, otherwise: bindSource(template.otherwise, placeholders) };
    }
    default: {
      const { kind } = template;
      const [left, right] = [bindSource(template.left, placeholders), bindSource(template.right, placeholders)];
      for (const operand of [left, right]) expectLiteral(kind, operand, kind === "list_append" ? "L" : "N");
      return { kind, left, right };
    }
  }
}

function expectLiteral(name: string, operand: Source, type: AttributeType): void {
  if (operand.kind !== "value" || typeOf(operand.value) === type) return;
  throw new ExpressionError(
    `Incorrect operand type for operator or function; operator or function: ${name}, operand type: ${typeOf(operand.value)}`,
  );
}

const typeNames: Partial<Record<AttributeType, string>> = {
  S: "STRING",
  N: "NUMBER",
  B: "BINARY",
  NULL: "NULL",
  BOOL: "BOOLEAN",
  L: "LIST",
  M: "MAP",
};

/** ADD takes numbers and sets, DELETE takes sets. */
function expectOperand(action: "ADD" | "DELETE", value: AttributeValue): void {
  const type = typeOf(value);
  const name = typeNames[type];
  if (!name || (action === "ADD" && type === "N")) return;
  throw new ExpressionError(
    `Incorrect operand type for operator or function; operator: ${action}, operand type: ${name}, typeSet: ALLOWED_FOR_${action}_OPERAND`,
  );
}
