import { BlockList, isIP } from "node:net";
import { InvalidPattern } from "./invalid.ts";
import { wildcard } from "./wildcard.ts";

/** A single value of an event: no object, no list. */
export type Value = string | number | boolean | null;

export type Test = (value: Value) => boolean;

type Operators = Readonly<Record<string, (operand: unknown) => Test>>;

const IGNORE_CASE = "equals-ignore-case";

const operators: Operators = {
  prefix: (operand) => prefix(operand),
  suffix: (operand) => suffix(operand),
  [IGNORE_CASE]: (operand) => ignoringCase(text(IGNORE_CASE, operand)),
  wildcard: (operand) => onText(wildcard(text("wildcard", operand))),
  cidr: (operand) => cidr(text("cidr", operand)),
  numeric: (operand) => numeric(operand),
  "anything-but": (operand) => anythingBut(operand),
};

/** What may stand inside of anything-but, each with one operand or a list of them. */
const negatable: Operators = {
  prefix: (operand) => prefix(nonEmpty("prefix", operand)),
  suffix: (operand) => suffix(nonEmpty("suffix", operand)),
  [IGNORE_CASE]: (operand) => ignoringCase(text(IGNORE_CASE, operand)),
  wildcard: (operand) => onText(wildcard(text("wildcard", operand))),
};

export function isOperator(name: string): boolean {
  return name in operators || name === "exists";
}

/** The test of one match expression, `{ "prefix": "a" }`. Throws InvalidPattern. */
export function operatorTest(name: string, operand: unknown): Test {
  const operator = operators[name];
  if (!operator) throw new InvalidPattern(`Unrecognized match type ${name}`);
  return operator(operand);
}

/** The only key of a match expression, with its operand. */
export function onlyEntry(expression: object): [name: string, operand: unknown] {
  const [entry, ...others] = Object.entries(expression);
  if (!entry) throw new InvalidPattern("Match expression name not found");
  if (others.length > 0) throw new InvalidPattern("Only one key allowed in match expression");
  return entry;
}

function prefix(operand: unknown): Test {
  const [start, ignoreCase] = affix("prefix", operand);
  return onText((value) => fold(value, ignoreCase).startsWith(start));
}

function suffix(operand: unknown): Test {
  const [end, ignoreCase] = affix("suffix", operand);
  return onText((value) => fold(value, ignoreCase).endsWith(end));
}

/** `"text"`, or `{ "equals-ignore-case": "text" }`. */
function affix(name: string, operand: unknown): [text: string, ignoreCase: boolean] {
  if (typeof operand !== "object" || operand === null) return [text(name, operand), false];
  const [inner, value] = onlyEntry(operand);
  if (inner !== IGNORE_CASE) throw new InvalidPattern(`Unsupported ${name} pattern: ${inner}`);
  return [text(name, value).toLowerCase(), true];
}

function fold(value: string, ignoreCase: boolean): string {
  return ignoreCase ? value.toLowerCase() : value;
}

function ignoringCase(expected: string): Test {
  const folded = expected.toLowerCase();
  return onText((value) => value.toLowerCase() === folded);
}

function anythingBut(operand: unknown): Test {
  if (typeof operand === "object" && operand !== null && !Array.isArray(operand)) {
    const [name, inner] = onlyEntry(operand);
    const operator = negatable[name];
    if (!operator) throw new InvalidPattern(`Unsupported anything-but pattern: ${name}`);
    const tests = list(name, inner).map(operator);
    return (value) => !tests.some((test) => test(value));
  }
  const excluded = list("anything-but", operand);
  const kinds = new Set(excluded.map((value) => typeof value));
  if (kinds.size !== 1 || !(kinds.has("string") || kinds.has("number"))) {
    throw new InvalidPattern(
      "Inside anything but list, either all values are number or string, mixed type is not supported",
    );
  }
  return (value) => !excluded.includes(value);
}

function list(name: string, operand: unknown): unknown[] {
  if (!Array.isArray(operand)) return [operand];
  if (operand.length === 0) throw new InvalidPattern(`Value of ${name} must not be an empty array`);
  return operand;
}

const comparisons: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  "=": (value, bound) => value === bound,
  "<": (value, bound) => value < bound,
  "<=": (value, bound) => value <= bound,
  ">": (value, bound) => value > bound,
  ">=": (value, bound) => value >= bound,
};

/** One comparison, `["<", 10]`, or a range whose lower end comes first, `[">", 0, "<=", 5]`. */
function numeric(operand: unknown): Test {
  if (!Array.isArray(operand)) throw new InvalidPattern("Value of numeric must be an array.");
  const [operator, bound, upperOperator, upperBound, ...more] = operand as unknown[];
  const lower = comparison(operator, bound);
  if (operand.length === 2) return lower;
  if (more.length > 0 || !String(operator).startsWith(">")) {
    throw new InvalidPattern("Too many elements in numeric expression");
  }
  if (!String(upperOperator).startsWith("<")) {
    throw new InvalidPattern(`Bad numeric range operator: ${upperOperator}`);
  }
  const upper = comparison(upperOperator, upperBound);
  if (Number(bound) >= Number(upperBound)) throw new InvalidPattern("Bottom must be less than top");
  return (value) => lower(value) && upper(value);
}

function comparison(operator: unknown, bound: unknown): Test {
  const compare = typeof operator === "string" ? comparisons[operator] : undefined;
  if (!compare) throw new InvalidPattern(`Unrecognized numeric range operator: ${operator}`);
  if (typeof bound !== "number") throw new InvalidPattern(`Value of ${operator} must be numeric`);
  return (value) => typeof value === "number" && compare(value, bound);
}

function cidr(range: string): Test {
  const [address = "", bits = "", ...more] = range.split("/");
  const family = isIP(address);
  if (family === 0 || !/^\d+$/.test(bits) || Number(bits) > (family === 4 ? 32 : 128) || more.length > 0) {
    throw new InvalidPattern(`Malformed CIDR, one '/' required with an address and its prefix length: ${range}`);
  }
  const block = new BlockList();
  block.addSubnet(address, Number(bits), `ipv${family as 4 | 6}`);
  return onText((value) => isIP(value) === family && block.check(value, `ipv${family as 4 | 6}`));
}

function onText(test: (value: string) => boolean): Test {
  return (value) => typeof value === "string" && test(value);
}

function text(name: string, operand: unknown): string {
  if (typeof operand !== "string") throw new InvalidPattern(`${name} match pattern must be a string`);
  return operand;
}

function nonEmpty(name: string, operand: unknown): string {
  const value = text(name, operand);
  if (value === "") throw new InvalidPattern("Null prefix/suffix not allowed");
  return value;
}
