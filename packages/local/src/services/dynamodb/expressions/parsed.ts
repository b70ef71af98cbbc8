import { validationError } from "../errors.ts";
import type { ConditionTemplate } from "./condition.ts";
import { parseCondition } from "./condition-parser.ts";
import { Cursor, ExpressionError } from "./cursor.ts";
import type { PathTemplate } from "./path.ts";
import type { Placeholders, Used } from "./placeholders.ts";
import { parseProjection } from "./projection.ts";
import { type ActionTemplate, parseUpdate } from "./update.ts";

/** How each expression member of a request is read. */
const parsers = {
  ConditionExpression: parseCondition,
  FilterExpression: parseCondition,
  KeyConditionExpression: parseCondition,
  ProjectionExpression: parseProjection,
  UpdateExpression: parseUpdate,
} satisfies Record<string, (cursor: Cursor) => ConditionTemplate | PathTemplate[] | ActionTemplate[]>;

export type ExpressionMember = keyof typeof parsers;
type Template<M extends ExpressionMember> = ReturnType<(typeof parsers)[M]>;

const LONGEST_EXPRESSION = 4096;
const MOST_CACHED = 2000;

/** Programs send the same few texts over and over: the ones used last stay parsed, oldest first. */
const cache = new Map<string, Used & { readonly template: unknown }>();

/**
 * Parses one expression of a request, marks its placeholders as used, and lets `bind` put them in. What goes wrong on the
 * way is told as AWS does: `Invalid <member>: ...`.
 */
export function bindExpression<M extends ExpressionMember, Bound>(
  member: M,
  expression: string,
  placeholders: Placeholders,
  bind: (template: Template<M>, placeholders: Placeholders) => Bound,
): Bound {
  try {
    const parsed = parse(member, expression);
    placeholders.use(parsed);
    return bind(parsed.template as Template<M>, placeholders);
  } catch (error) {
    if (error instanceof ExpressionError) throw validationError(`Invalid ${member}: ${error.message}`);
    throw error;
  }
}

function parse(member: ExpressionMember, expression: string): Used & { readonly template: unknown } {
  const key = `${member} ${expression}`;
  const known = cache.get(key);
  if (known) {
    cache.delete(key);
    cache.set(key, known);
    return known;
  }
  if (expression.trim() === "") throw new ExpressionError("The expression can not be empty;");
  if (Buffer.byteLength(expression) > LONGEST_EXPRESSION) {
    throw new ExpressionError(
      `Expression size has exceeded the maximum allowed size; expression size: ${Buffer.byteLength(expression)}`,
    );
  }
  const cursor = new Cursor(expression);
  const parsed = { template: parsers[member](cursor), names: cursor.names, values: cursor.values };
  cache.set(key, parsed);
  const [oldest] = cache.keys();
  if (cache.size > MOST_CACHED && oldest !== undefined) cache.delete(oldest);
  return parsed;
}
