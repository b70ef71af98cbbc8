import { StateFailure } from "../failure.ts";
import { isObject, type Json, type JsonObject } from "../json.ts";
import { evaluateExpression, expressionIn, messageOf } from "./expression.ts";

/** What an expression can see: the variables by their names, and `$states`. */
export interface Scope {
  readonly variables: JsonObject;
  readonly states: {
    readonly input: Json;
    readonly result?: Json;
    readonly errorOutput?: Json;
    readonly context: object;
  };
}

/**
 * Evaluates every `{% expression %}` in a value of a definition, at any depth, and leaves the rest as it is.
 * Throws StateFailure (States.QueryEvaluationError) that names the expression and its field, e.g. `Arguments/Payload/id`.
 */
export async function evaluate(template: Json, scope: Scope, field: string): Promise<Json> {
  const expression = expressionIn(template);
  if (expression !== undefined) return evaluateField(expression, scope, field);
  if (Array.isArray(template)) {
    const items: Json[] = [];
    for (const [index, item] of template.entries()) items.push(await evaluate(item, scope, `${field}[${index}]`));
    return items;
  }
  if (!isObject(template)) return template;
  const members: Record<string, Json> = {};
  for (const [key, member] of Object.entries(template)) members[key] = await evaluate(member, scope, `${field}/${key}`);
  return members;
}

/** Evaluates a field whose value must be of one type, e.g. a boolean Condition. */
export async function evaluateAs<T extends Json>(
  expected: string,
  accepts: (value: Json) => value is T,
  template: Json,
  scope: Scope,
  field: string,
): Promise<T> {
  const value = await evaluate(template, scope, field);
  if (accepts(value)) return value;
  const text = expressionIn(template) ?? JSON.stringify(template);
  const was = Array.isArray(value) ? "array" : value === null ? "null" : typeof value;
  const saw = `Expected '${expected}', but was '${was}' for value: ${JSON.stringify(value)}`;
  throw queryFailure(
    `The JSONata expression '${text}' specified for the field '${field}' returned an unexpected result type. ${saw}`,
    field,
  );
}

export const isString = (value: Json): value is string => typeof value === "string";
export const isBoolean = (value: Json): value is boolean => typeof value === "boolean";
export const isWholeNumber = (value: Json): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

async function evaluateField(expression: string, { variables, states }: Scope, field: string): Promise<Json> {
  const what = `The JSONata expression '${expression}' specified for the field '${field}'`;
  let value: Json | undefined;
  try {
    value = await evaluateExpression(expression, { ...variables, states });
  } catch (error) {
    throw queryFailure(`${what} threw an error during evaluation. ${messageOf(error)}`, field);
  }
  if (value === undefined) throw queryFailure(`${what} returned nothing (undefined).`, field);
  return value;
}

function queryFailure(cause: string, field: string): StateFailure {
  return new StateFailure("States.QueryEvaluationError", cause, field);
}
