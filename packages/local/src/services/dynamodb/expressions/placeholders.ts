import { validationError } from "../errors.ts";
import type { AttributeValue } from "../values/attribute-value.ts";
import { checkName, checkValue } from "../values/check.ts";
import { ExpressionError } from "./cursor.ts";

const NAME = /^#[0-9a-zA-Z_]+$/;
const VALUE = /^:[0-9a-zA-Z_]+$/;

/** What an expression calls its names and values. */
export interface Used {
  readonly names: ReadonlySet<string>;
  readonly values: ReadonlySet<string>;
}

/** The ExpressionAttributeNames and ExpressionAttributeValues of one request. */
export class Placeholders {
  readonly #names: Readonly<Record<string, string>>;
  readonly #values: Readonly<Record<string, AttributeValue>>;
  readonly #used: Used[] = [];

  constructor(names: Readonly<Record<string, string>> = {}, values: Readonly<Record<string, AttributeValue>> = {}) {
    this.#names = names;
    this.#values = values;
  }

  /** Checks what the request defines. Values are normalised in place. */
  static of(
    names: Record<string, string> | undefined,
    values: Record<string, AttributeValue> | undefined,
  ): Placeholders {
    if (names) {
      checkNames("ExpressionAttributeNames", NAME, Object.keys(names));
      for (const name of Object.values(names)) checkName(name);
    }
    if (values) {
      checkNames("ExpressionAttributeValues", VALUE, Object.keys(values));
      for (const [name, value] of Object.entries(values)) checkPlaceholderValue(name, value);
    }
    return new Placeholders(names, values);
  }

  /** Notes that an expression uses these. Throws when one of them is not defined. */
  use(used: Used): void {
    this.#used.push(used);
    for (const name of used.names) {
      if (Object.hasOwn(this.#names, name)) continue;
      throw new ExpressionError(
        `An expression attribute name used in the document path is not defined; attribute name: ${name}`,
      );
    }
    for (const name of used.values) {
      if (Object.hasOwn(this.#values, name)) continue;
      throw new ExpressionError(
        `An expression attribute value used in expression is not defined; attribute value: ${name}`,
      );
    }
  }

  /** Throws when the request defines what no expression uses: usually a mistyped placeholder. */
  expectAllUsed(): void {
    const unused = (defined: object, kind: keyof Used) =>
      Object.keys(defined).filter((name) => !this.#used.some((used) => used[kind].has(name)));
    const complain = (member: string, names: string[]) => {
      if (names.length === 0) return;
      throw validationError(`Value provided in ${member} unused in expressions: keys: {${names.join(", ")}}`);
    };
    complain("ExpressionAttributeNames", unused(this.#names, "names"));
    complain("ExpressionAttributeValues", unused(this.#values, "values"));
  }

  /** The attribute that a name in an expression means: its own text, unless it is a placeholder. */
  name(name: string): string {
    return name.startsWith("#") ? (this.#names[name] ?? name) : name;
  }

  value(name: string): AttributeValue {
    const value = this.#values[name];
    if (!value) throw new RangeError(`Value ${name} came past the check of placeholders`);
    return value;
  }
}

function checkNames(member: string, pattern: RegExp, keys: readonly string[]): void {
  if (keys.length === 0) throw validationError(`${member} must not be empty`);
  for (const key of keys) {
    if (!pattern.test(key)) throw validationError(`${member} contains invalid key: Syntax error; key: "${key}"`);
  }
}

function checkPlaceholderValue(name: string, value: AttributeValue): void {
  try {
    checkValue(value);
  } catch (error) {
    if (!(error instanceof Error) || error.name !== "ValidationException") throw error;
    throw validationError(`ExpressionAttributeValues contains invalid value: ${error.message} for key ${name}`);
  }
}
