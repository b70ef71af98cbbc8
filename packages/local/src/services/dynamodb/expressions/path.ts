import { type AttributeValue, attributeOf, type Item } from "../values/attribute-value.ts";
import { type Cursor, ExpressionError } from "./cursor.ts";
import type { Placeholders } from "./placeholders.ts";

/** A document path as written: names or `#placeholders`, and indexes into lists. */
export type PathTemplate = readonly (string | number)[];

/** A document path with its placeholders replaced: begins with the name of a top-level attribute. */
export type Path = readonly [string, ...(string | number)[]];

const DEEPEST_PATH = 32;
const LAST_INDEX = 2 ** 31 - 1;

export function parsePath(cursor: Cursor): PathTemplate {
  const path: (string | number)[] = [cursor.attributeName()];
  for (;;) {
    if (path.length > DEEPEST_PATH) {
      throw new ExpressionError(`The document path has too many nesting levels; nesting levels: ${path.length}`);
    }
    if (cursor.accept(".")) path.push(cursor.attributeName());
    else if (cursor.accept("[")) {
      const { text } = cursor.expectKind("number");
      if (Number(text) > LAST_INDEX) {
        throw new ExpressionError(`List index is not within the allowable range; index: [${text}]`);
      }
      path.push(Number(text));
      cursor.expect("]");
    } else return path;
  }
}

export function resolvePath([first, ...rest]: PathTemplate, placeholders: Placeholders): Path {
  const steps = rest.map((step) => (typeof step === "number" ? step : placeholders.name(step)));
  return [placeholders.name(String(first)), ...steps];
}

/** What stands at a path, or undefined when the item has nothing there. */
export function valueAt(item: Item, path: Path): AttributeValue | undefined {
  let value = attributeOf(item, path[0]);
  for (let at = 1; value && at < path.length; at++) value = stepInto(value, path[at] ?? "");
  return value;
}

function stepInto(value: AttributeValue, step: string | number): AttributeValue | undefined {
  if (typeof step === "number") return value.L?.[step];
  return value.M && attributeOf(value.M, step);
}

/** `[a, b, [3]]`, as AWS prints paths in its messages. */
export function formatPath(path: PathTemplate): string {
  return `[${path.map((step) => (typeof step === "number" ? `[${step}]` : step)).join(", ")}]`;
}
