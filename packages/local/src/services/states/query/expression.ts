import jsonata from "jsonata";
import type { Json } from "../json.ts";
import { addFunctions } from "./functions.ts";

/** Depth and milliseconds of one evaluation. Step Functions refuses nesting deeper than 100 levels. */
const LIMITS = { timeout: 5_000, stack: 100 };
const KEPT = 2_000;
const compiled = new Map<string, jsonata.Expression>();

/** What stands between `{%` and `%}`, or undefined when the value is no expression. Blanks around the marks make it text. */
export function expressionIn(value: unknown): string | undefined {
  return typeof value === "string" && value.startsWith("{%") && value.endsWith("%}") && value.length >= 4
    ? value.slice(2, -2).trim()
    : undefined;
}

/** Compiles an expression, once. Throws what the parser throws. */
export function compile(text: string): jsonata.Expression {
  const known = compiled.get(text);
  if (known) return known;
  const expression = jsonata(text, LIMITS);
  addFunctions(expression);
  if (compiled.size >= KEPT) compiled.clear();
  compiled.set(text, expression);
  return expression;
}

/** Evaluates with `bindings` as variables and no context item. Undefined when the expression gives nothing. */
export async function evaluateExpression(text: string, bindings: Record<string, unknown>): Promise<Json | undefined> {
  return toJson(await compile(text).evaluate(undefined, bindings));
}

/** The message of what JSONata throws: plain objects with a code, mostly. */
export function messageOf(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  return code ? `${code}: ${message}` : (message ?? String(error));
}

/** Makes plain JSON of a result: sequences become arrays, functions nothing, numbers without JSON form their names. */
function toJson(value: unknown): Json | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? value : String(value);
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (Array.isArray(value)) return value.map((item) => toJson(item) ?? null);
  if (typeof value !== "object") return undefined;
  if ("_jsonata_lambda" in value || "_jsonata_function" in value) return undefined;
  const plain: Record<string, Json> = {};
  for (const [key, entry] of Object.entries(value)) {
    const member = toJson(entry);
    if (member !== undefined) plain[key] = member;
  }
  return plain;
}
