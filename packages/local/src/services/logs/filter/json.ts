import { invalid } from "../errors.ts";
import { type Filter, regularExpression } from "./expression.ts";

type Condition = (event: unknown) => boolean;
type Test = (value: unknown) => boolean;

const TOKEN =
  /\s*(\$(?:\.[\w@-]+|\[\d+\]|\['[^']*'\]|\["[^"]*"\])+|"(?:[^"\\]|\\.)*"|%(?:[^%\\]|\\.)+%|&&|\|\||!=|<=|>=|[=<>(){}]|[^\s=<>!&|(){}"]+)/y;

/**
 * A condition on JSON messages: `{ $.level = "ERROR" && ($.ms > 500 || $.cause NOT EXISTS) }`. Text may hold `*`; a
 * message that is not JSON does not match, nor does a comparison with what is not there.
 */
export function jsonFilter(pattern: string): Filter {
  const condition = new Parser(pattern).parse();
  return (message) => {
    const event = parsed(message);
    return event !== undefined && condition(event);
  };
}

class Parser {
  readonly #pattern: string;
  readonly #tokens: string[];
  #next = 0;

  constructor(pattern: string) {
    this.#pattern = pattern;
    this.#tokens = tokensOf(pattern);
  }

  parse(): Condition {
    this.#expect("{");
    const condition = this.#any();
    this.#expect("}");
    if (this.#next < this.#tokens.length) throw this.#error();
    return condition;
  }

  #any(): Condition {
    const left = this.#all();
    if (!this.#take("||")) return left;
    const right = this.#any();
    return (event) => left(event) || right(event);
  }

  #all(): Condition {
    const left = this.#one();
    if (!this.#take("&&")) return left;
    const right = this.#all();
    return (event) => left(event) && right(event);
  }

  #one(): Condition {
    if (this.#take("(")) {
      const inner = this.#any();
      this.#expect(")");
      return inner;
    }
    const selector = this.#shift();
    if (!selector.startsWith("$")) throw this.#error();
    const read = reader(selector);
    const test = this.#test();
    return (event) => test(read(event));
  }

  #test(): Test {
    const operator = this.#shift().toUpperCase();
    if (operator === "EXISTS") return (value) => value !== undefined;
    if (operator === "NOT") {
      if (this.#shift().toUpperCase() !== "EXISTS") throw this.#error();
      return (value) => value === undefined;
    }
    const operand = this.#shift();
    if (operator === "IS") return this.#is(operand.toUpperCase());
    return comparison(operator, operand) ?? this.#fail();
  }

  #is(operand: string): Test {
    const expected = new Map<string, unknown>([
      ["NULL", null],
      ["TRUE", true],
      ["FALSE", false],
    ]);
    if (!expected.has(operand)) throw this.#error();
    return (value) => value === expected.get(operand);
  }

  #shift(): string {
    const token = this.#tokens[this.#next++];
    if (token === undefined) throw this.#error();
    return token;
  }

  #take(token: string): boolean {
    const found = this.#tokens[this.#next] === token;
    if (found) this.#next++;
    return found;
  }

  #expect(token: string): void {
    if (!this.#take(token)) throw this.#error();
  }

  #fail(): never {
    throw this.#error();
  }

  #error(): Error {
    const near = this.#tokens[Math.min(this.#next, this.#tokens.length) - 1] ?? "the beginning";
    return invalid(`Invalid filter pattern near ${near}: ${this.#pattern}`);
  }
}

function tokensOf(pattern: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < pattern.length) {
    const at = TOKEN.lastIndex;
    const found = TOKEN.exec(pattern)?.[1];
    if (!found) throw invalid(`Invalid filter pattern at position ${at}: ${pattern}`);
    tokens.push(found);
  }
  return tokens;
}

function reader(selector: string): (event: unknown) => unknown {
  const steps = [...selector.matchAll(/\.([\w@-]+)|\[(\d+)\]|\['([^']*)'\]|\["([^"]*)"\]/g)].map(
    ([, name, index, quoted, doubleQuoted]) => name ?? index ?? quoted ?? doubleQuoted ?? "",
  );
  return (event) => {
    let value = event;
    for (const step of steps) {
      if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return undefined;
      value = (value as Record<string, unknown>)[step];
    }
    return value;
  };
}

function comparison(operator: string, operand: string): Test | undefined {
  const number = Number(operand);
  const numeric: Record<string, (value: number) => boolean> = {
    "<": (value) => value < number,
    "<=": (value) => value <= number,
    ">": (value) => value > number,
    ">=": (value) => value >= number,
  };
  const order = numeric[operator];
  if (order) return Number.isNaN(number) ? undefined : (value) => typeof value === "number" && order(value);
  if (operator !== "=" && operator !== "!=") return undefined;
  const equals = equality(operand, number);
  return operator === "=" ? equals : (value) => value !== undefined && !equals(value);
}

function equality(operand: string, number: number): Test {
  if (operand.startsWith("%")) {
    const expression = regularExpression(operand);
    return (value) => typeof value === "string" && expression.test(value);
  }
  const quoted = operand.startsWith('"');
  if (!quoted && !Number.isNaN(number)) return (value) => value === number;
  const text = quoted ? operand.slice(1, -1).replace(/\\(.)/g, "$1") : operand;
  const expression = new RegExp(`^${text.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*")}$`, "s");
  return (value) => typeof value === "string" && expression.test(value);
}

function parsed(message: string): unknown {
  if (!message.trimStart().startsWith("{")) return undefined;
  try {
    return JSON.parse(message);
  } catch {
    // A line that only begins like JSON is text, and text does not match.
    return undefined;
  }
}
