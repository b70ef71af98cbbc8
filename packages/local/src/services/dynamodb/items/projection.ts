import { invalidValues, validationError } from "../errors.ts";
import { bindExpression } from "../expressions/parsed.ts";
import { type Path, resolvePath } from "../expressions/path.ts";
import type { Placeholders } from "../expressions/placeholders.ts";
import { expectDisjoint } from "../expressions/projection.ts";
import { type KeyAttribute, keyAttributes, type Table } from "../tables/table.ts";
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

/** Throws when a path goes into a key attribute of a table or of its indexes: those can only be scalars. */
export function expectKeysWhole(table: Table, paths: readonly Path[] | undefined): void {
  const nested = paths?.filter((path) => path.length > 1) ?? [];
  if (nested.length === 0) return;
  const expectNone = (keys: readonly KeyAttribute[], kind: string) => {
    const found = keys.find(({ name }) => nested.some((path) => path[0] === name));
    if (!found) return;
    throw validationError(
      `Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: ${kind}: ${found.name}`,
    );
  };
  expectNone(keyAttributes(table.key), "Key");
  for (const index of table.indexes) expectNone(keyAttributes(index.key), "IndexKey");
}
