import { InvalidPattern } from "./invalid.ts";
import { isOperator, onlyEntry, operatorTest, type Test, type Value } from "./value.ts";

/** What the values of one field must be: one of the tests passes on one of the values, or the field is absent. */
interface Leaf {
  readonly tests: readonly Test[];
  readonly mayBeAbsent: boolean;
}

/** What an object must have: every field matches, and of every list of alternatives one does. */
interface Node {
  readonly leaves: readonly (readonly [name: string, leaf: Leaf])[];
  readonly children: readonly (readonly [name: string, node: Node])[];
  readonly alternatives: readonly (readonly Node[])[];
}

/** Says whether an event, as parsed JSON, matches. */
export type Matcher = (event: unknown) => boolean;

/**
 * Compiles an event pattern. Names are literal: a dot in one is a dot. Throws InvalidEventPatternException with the reason.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export function compile(pattern: string): Matcher {
  const root = nodeOf(parse(pattern));
  return (event) => matchesNode(root, event);
}

function parse(pattern: string): object {
  let parsed: unknown;
  try {
    parsed = JSON.parse(pattern);
  } catch (cause) {
    throw new InvalidPattern(`It is not JSON: ${(cause as Error).message}`);
  }
  if (!isObject(parsed)) throw new InvalidPattern("Filter is not an object");
  return parsed;
}

function nodeOf(pattern: object): Node {
  const leaves: [string, Leaf][] = [];
  const children: [string, Node][] = [];
  const alternatives: Node[][] = [];
  const entries = Object.entries(pattern);
  if (entries.length === 0) throw new InvalidPattern("Empty objects are not allowed");
  for (const [name, value] of entries) {
    if (name === "$or" && areAlternatives(value)) alternatives.push(value.map(nodeOf));
    else if (Array.isArray(value)) leaves.push([name, leafOf(value)]);
    else if (isObject(value)) children.push([name, nodeOf(value)]);
    else throw new InvalidPattern(`"${name}" must be an object or an array`);
  }
  return { leaves, children, alternatives };
}

/** A field may happen to be called `$or`: it is the operator only before two or more objects that are no match expressions. */
function areAlternatives(value: unknown): value is object[] {
  return (
    Array.isArray(value) &&
    value.length >= 2 &&
    value.every((entry) => isObject(entry) && !Object.keys(entry).some(isOperator))
  );
}

function leafOf(expressions: readonly unknown[]): Leaf {
  if (expressions.length === 0) throw new InvalidPattern("Empty arrays are not allowed");
  const tests: Test[] = [];
  let mayBeAbsent = false;
  for (const expression of expressions) {
    if (Array.isArray(expression)) {
      throw new InvalidPattern("Match value must be String, number, true, false, or null");
    }
    if (!isObject(expression)) {
      tests.push((value) => value === expression);
      continue;
    }
    const [name, operand] = onlyEntry(expression);
    if (name !== "exists") tests.push(operatorTest(name, operand));
    else if (operand === true) tests.push(() => true);
    else if (operand === false) mayBeAbsent = true;
    else throw new InvalidPattern("exists match pattern must be either true or false.");
  }
  return { tests, mayBeAbsent };
}

function matchesNode(node: Node, value: unknown): boolean {
  if (Array.isArray(value)) {
    const elements = value.flat(Number.POSITIVE_INFINITY) as unknown[];
    if (elements.length === 0) return matchesNode(node, undefined);
    // All that a pattern says of a list's objects holds of one of them; what must be absent is so in every one.
    const matches = (element: unknown) => matchesNode(node, element);
    return onlyAbsence(node) ? elements.every(matches) : elements.some(matches);
  }
  return (
    node.leaves.every(([name, leaf]) => matchesLeaf(leaf, member(value, name))) &&
    node.children.every(([name, child]) => matchesNode(child, member(value, name))) &&
    node.alternatives.every((nodes) => nodes.some((alternative) => matchesNode(alternative, value)))
  );
}

function matchesLeaf({ tests, mayBeAbsent }: Leaf, value: unknown): boolean {
  const values = valuesOf(value);
  if (values.length === 0) return mayBeAbsent;
  return values.some((single) => tests.some((test) => test(single)));
}

function onlyAbsence({ leaves, children, alternatives }: Node): boolean {
  return (
    leaves.every(([, { tests }]) => tests.length === 0) &&
    children.every(([, child]) => onlyAbsence(child)) &&
    alternatives.every((nodes) => nodes.every(onlyAbsence))
  );
}

/** The values of a field: one, those of a list, or none where there is an object or nothing. */
function valuesOf(value: unknown): Value[] {
  const all = Array.isArray(value) ? (value.flat(Number.POSITIVE_INFINITY) as unknown[]) : [value];
  return all.filter(
    (single): single is Value => single === null || (single !== undefined && typeof single !== "object"),
  );
}

function member(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
