import { validationError } from "../errors.ts";

/** The members of a request that belong to expressions, and those that were there before them. */
export interface Styles {
  readonly expressions: readonly string[];
  readonly legacy: readonly string[];
}

/**
 * A request is written either with expressions or with the parameters that were there before them, and it names
 * placeholders only where it has an expression. Throws ValidationException.
 */
export function expectOneStyle(input: object, { expressions, legacy }: Styles): void {
  const given = (name: string) => (input as Record<string, unknown>)[name] != null;
  const modern = expressions.some(given);
  if (modern && legacy.some(given)) {
    throw validationError(
      `Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {${legacy.filter(given).join(", ")}} Expression parameters: {${expressions.filter(given).join(", ")}}`,
    );
  }
  if (!modern && given("ExpressionAttributeNames")) {
    throw validationError("ExpressionAttributeNames can only be specified when using expressions");
  }
  if (!given("ExpressionAttributeValues")) return;
  const withValues = expressions.filter((name) => name !== "ProjectionExpression");
  if (withValues.some(given)) return;
  throw validationError(
    `ExpressionAttributeValues can only be specified when using expressions: ${withValues.join(" and ")} ${withValues.length > 1 ? "are" : "is"} null`,
  );
}
