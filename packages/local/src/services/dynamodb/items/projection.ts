import { invalidValues, validationError } from "../errors.ts";
import { bindExpression } from "../expressions/parsed.ts";
import { type Path, resolvePath } from "../expressions/path.ts";
import type { Placeholders } from "../expressions/placeholders.ts";
import { expectDisjoint } from "../expressions/projection.ts";
import { checkName } from "../values/check.ts";

/** The members of a request that say which attributes to return. */
export interface ProjectionInput {
  readonly ProjectionExpression?: string;
  readonly AttributesToGet?: string[];
}

/** The paths that a request asks for, or undefined for all. */
export function projectionOf(input: ProjectionInput, placeholders: Placeholders): readonly Path[] | undefined {
  const { AttributesToGet: names, ProjectionExpression: expression } = input;
  if (expression !== undefined) {
    return bindExpression("ProjectionExpression", expression, placeholders, (templates) => {
      const paths = templates.map((template) => resolvePath(template, placeholders));
      expectDisjoint(paths);
      return paths;
    });
  }
  const twice = names?.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw invalidValues(`Duplicate value in attribute name: ${twice}`);
  names?.forEach(checkName);
  return names?.map((name): Path => [name]);
}

export const projectionStyles = { expressions: ["ProjectionExpression"], legacy: ["AttributesToGet"] };

/** Throws when a path goes into a key attribute, which can only be a scalar. */
export function expectKeysWhole(keys: readonly { readonly name: string }[], paths: readonly Path[] | undefined): void {
  const nested = paths?.find((path) => path.length > 1 && keys.some(({ name }) => name === path[0]));
  if (!nested) return;
  throw validationError(
    `Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: ${nested[0]}`,
  );
}
