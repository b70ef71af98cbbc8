import { type AttributeValue, attributeOf, type Item, setAttribute } from "../values/attribute-value.ts";
import { type Cursor, ExpressionError } from "./cursor.ts";
import { formatPath, type Path, type PathTemplate, parsePath } from "./path.ts";

/** Parses a ProjectionExpression to its end. */
export function parseProjection(cursor: Cursor): PathTemplate[] {
  const paths = [parsePath(cursor)];
  while (cursor.accept(",")) paths.push(parsePath(cursor));
  cursor.expectEnd(["reserved"]);
  return paths;
}

/** Throws when one path is (the beginning of) another one, or when one has a list where the other has a map. */
export function expectDisjoint(paths: readonly Path[]): void {
  // All overlaps are told before any conflict.
  for (const kind of ["overlap", "conflict"] as const) {
    paths.forEach((path, index) => {
      for (const earlier of paths.slice(0, index))
        if (relation(earlier, path) === kind) throw notDisjoint(kind, earlier, path);
    });
  }
}

function notDisjoint(kind: string, one: Path, two: Path): ExpressionError {
  return new ExpressionError(
    `Two document paths ${kind} with each other; must remove or rewrite one of these paths; path one: ${formatPath(one)}, path two: ${formatPath(two)}`,
  );
}

function relation(one: Path, two: Path): "overlap" | "conflict" | "apart" {
  const shorter = Math.min(one.length, two.length);
  for (let at = 0; at < shorter; at++) {
    if (typeof one[at] !== typeof two[at]) return "conflict";
    if (one[at] !== two[at]) return "apart";
  }
  return "overlap";
}

/** Paths by their steps; an empty branch means all that is below. */
export type PathTree = Map<string | number, PathTree>;

export function pathTree(paths: readonly Path[]): PathTree {
  const tree: PathTree = new Map();
  for (const path of paths) {
    let branch = tree;
    for (const step of path) {
      const next: PathTree = branch.get(step) ?? new Map();
      branch.set(step, next);
      branch = next;
    }
  }
  return tree;
}

/** The parts of an item that a projection names. Lists close up over what is left out. */
export function project(item: Item, tree: PathTree): Item {
  const result: Item = {};
  for (const [name, branch] of tree) {
    const value = attributeOf(item, String(name));
    const part = value && projectValue(value, branch);
    if (part) setAttribute(result, String(name), part);
  }
  return result;
}

function projectValue(value: AttributeValue, tree: PathTree): AttributeValue | undefined {
  if (tree.size === 0) return value;
  if (value.L) {
    const list = value.L;
    const indexes = [...tree.keys()].filter((step) => typeof step === "number").sort((left, right) => left - right);
    const members = indexes.flatMap((index) => {
      const member = list[index];
      const part = member && projectValue(member, tree.get(index) ?? new Map());
      return part ? [part] : [];
    });
    return members.length > 0 ? { L: members } : undefined;
  }
  if (!value.M || [...tree.keys()].every((step) => typeof step === "number")) return undefined;
  const map = project(value.M, tree);
  return Object.keys(map).length > 0 ? { M: map } : undefined;
}
