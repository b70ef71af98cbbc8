/** One step of a JSON path: a name, an index, or all members. */
type Step = { readonly name: string } | { readonly index: number } | "all";

const STEP = /\.([\w/-]+)|\.(\*)|\[(\d+)\]|\[(\*)\]|\['([^']*)'\]|\["([^"]*)"\]/y;

/** Reads the JSON paths that EventBridge knows: names, indexes and `*`. Undefined when it is no such path. */
export function parsePath(path: string): readonly Step[] | undefined {
  if (!path.startsWith("$")) return undefined;
  const steps: Step[] = [];
  STEP.lastIndex = 1;
  while (STEP.lastIndex < path.length) {
    const found = STEP.exec(path);
    if (!found) return undefined;
    const [, name, star, index, indexStar, quoted, doubleQuoted] = found;
    if (star || indexStar) steps.push("all");
    else if (index !== undefined) steps.push({ index: Number(index) });
    else steps.push({ name: name ?? quoted ?? doubleQuoted ?? "" });
  }
  return steps;
}

/** What stands at a path; undefined when there is nothing. A path with `*` gives a list. */
export function valueAt(value: unknown, path: string): unknown {
  const steps = parsePath(path) ?? [];
  const found = steps.reduce<unknown[]>((values, step) => values.flatMap((each) => take(each, step)), [value]);
  return steps.includes("all") ? found : found[0];
}

function take(value: unknown, step: Step): unknown[] {
  if (typeof value !== "object" || value === null) return [];
  if (step === "all") return Object.values(value);
  const key = "name" in step ? step.name : String(step.index);
  return Object.hasOwn(value, key) ? [(value as Record<string, unknown>)[key]] : [];
}
