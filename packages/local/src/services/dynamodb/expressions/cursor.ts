import { type Token, type TokenKind, tokenize } from "./lexer.ts";
import { isReserved } from "./reserved-words.ts";

/** An expression that cannot be understood. The message is what AWS says behind `Invalid UpdateExpression: `. */
export class ExpressionError extends Error {}

export function wrongNumberOfOperands(name: string, count: number): string {
  return `Incorrect number of operands for operator or function; operator or function: ${name}, number of operands: ${count}`;
}

/** What can be wrong with an expression that can be read. */
export type Complaint = "parentheses" | "reserved" | "function" | "misuse" | "section" | "operands";

const DEEPEST_NESTING = 150;

/** Walks over the tokens of one expression and notes which placeholders it uses. */
export class Cursor {
  readonly names = new Set<string>();
  readonly values = new Set<string>();
  readonly #expression: string;
  readonly #tokens: readonly Token[];
  readonly #complaints = new Map<Complaint, string>();
  #at = 0;
  #depth = 0;

  constructor(expression: string) {
    this.#expression = expression;
    this.#tokens = tokenize(expression);
  }

  /** Parses something inside parentheses or behind NOT, to a sane depth: parsers call themselves. */
  nested<T>(parse: () => T): T {
    if (++this.#depth > DEEPEST_NESTING) throw new ExpressionError("The expression is nested too deeply;");
    const result = parse();
    this.#depth--;
    return result;
  }

  /** The token `ahead` places on. There is always one: the last is of kind `end`. */
  peek(ahead = 0): Token {
    const token = this.#tokens[Math.min(this.#at + ahead, this.#tokens.length - 1)];
    if (!token) throw new RangeError("A token list without its end");
    return token;
  }

  next(): Token {
    const token = this.peek();
    this.#at++;
    return token;
  }

  /** Takes the next token if it is this symbol, or this keyword in any case. */
  accept(text: string): boolean {
    if (!this.isAt(text)) return false;
    this.#at++;
    return true;
  }

  isAt(text: string): boolean {
    const token = this.peek();
    if (token.kind === "symbol") return token.text === text;
    return token.kind === "word" && token.text.toUpperCase() === text;
  }

  expect(text: string): void {
    if (!this.accept(text)) this.fail();
  }

  expectKind(kind: TokenKind): Token {
    return this.peek().kind === kind ? this.next() : this.fail();
  }

  /** Notes what is wrong although it can be read: only when all could be read is it told. The first of a kind counts. */
  complain(kind: Complaint, message: string): void {
    if (!this.#complaints.has(kind)) this.#complaints.set(kind, message);
  }

  /** Ends the expression. Of several complaints, the kind that comes first in `order` is told. */
  expectEnd(order: readonly Complaint[]): void {
    if (this.peek().kind !== "end") this.fail();
    const first = order.find((kind) => this.#complaints.has(kind));
    if (first) throw new ExpressionError(this.#complaints.get(first));
  }

  /** An attribute's name, or the placeholder of one. */
  attributeName(): string {
    const token = this.next();
    if (token.kind === "name") this.names.add(token.text);
    else if (token.kind !== "word") this.fail(-1);
    else if (isReserved(token.text)) {
      this.complain("reserved", `Attribute name is a reserved keyword; reserved keyword: ${token.text}`);
    }
    return token.text;
  }

  /** A placeholder of a value. */
  valueName(): string {
    const token = this.expectKind("value");
    this.values.add(token.text);
    return token.text;
  }

  /** Complains about the token `ahead` places on, as AWS does: with its neighbours. */
  fail(ahead = 0): never {
    const token = this.peek(ahead);
    const before = this.#at + ahead > 0 ? this.peek(ahead - 1) : token;
    const near = this.#expression.slice(before.start, this.peek(ahead + 1).end);
    throw new ExpressionError(`Syntax error; token: "${token.text}", near: "${near}"`);
  }
}
