import { ItemError } from "../errors.ts";
import { type AttributeValue, type Item, setAttribute, setMembers, typeOf } from "../values/attribute-value.ts";
import { addNumbers, subtractNumbers } from "../values/decimal.ts";
import { type Path, valueAt } from "./path.ts";
import type { Action, Source } from "./update.ts";

/**
 * Carries out an update on `item`, which it changes. All values are read from `before`, the item as it was, so the
 * order of actions does not matter; list positions mean the list as it was. Nothing inside `item` may be shared with
 * `before`. `mismatch` is the message when a value has not the type that its action needs.
 */
export function applyUpdate(item: Item, before: Item, actions: readonly Action[], mismatch = WRONG_TYPE): void {
  const lists = new ListEdits();
  for (const action of actions) {
    const container = containerAt(item, action.path);
    const step = last(action.path);
    const value = newValue(before, action, mismatch);
    if (value) lists.set(container, step, value);
    else lists.remove(container, step);
  }
  lists.finish();
}

const WRONG_TYPE = "An operand in the update expression has an incorrect data type";

/** What will stand at an action's path; undefined: nothing. */
function newValue(before: Item, action: Action, mismatch: string): AttributeValue | undefined {
  switch (action.action) {
    case "SET":
      return evaluate(before, action.source, mismatch);
    case "ADD":
      return sumOf(valueAt(before, action.path), action.value, mismatch);
    case "DELETE":
      return difference(valueAt(before, action.path), action.value, mismatch);
    case "REMOVE":
      return undefined;
  }
}

/** The map or list that holds the last step of a path. */
type Container = Item | AttributeValue[];

function containerAt(item: Item, path: Path): Container {
  if (path.length === 1) return item;
  const [first, ...steps] = path.slice(0, -1) as [string, ...(string | number)[]];
  const parent = valueAt(item, [first, ...steps]);
  const container = typeof last(path) === "number" ? parent?.L : parent?.M;
  if (container) return container;
  throw new ItemError("The document path provided in the update expression is invalid for update");
}

function last(path: Path): string | number {
  return path[path.length - 1] ?? path[0];
}

/** Changes of lists wait for the end: until then positions are those of the list as it was. */
class ListEdits {
  readonly #appended = new Map<AttributeValue[], { index: number; value: AttributeValue }[]>();
  readonly #removed = new Map<AttributeValue[], Set<number>>();

  set(container: Container, step: string | number, value: AttributeValue): void {
    if (!Array.isArray(container)) setAttribute(container, String(step), value);
    else if (Number(step) < container.length) container[Number(step)] = value;
    else this.#appended.set(container, [...(this.#appended.get(container) ?? []), { index: Number(step), value }]);
  }

  remove(container: Container, step: string | number): void {
    if (!Array.isArray(container)) delete container[String(step)];
    else this.#removed.set(container, (this.#removed.get(container) ?? new Set()).add(Number(step)));
  }

  finish(): void {
    for (const [list, added] of this.#appended) {
      list.push(...added.sort((left, right) => left.index - right.index).map(({ value }) => value));
    }
    for (const [list, removed] of this.#removed) {
      const kept = list.filter((_, index) => !removed.has(index));
      list.splice(0, list.length, ...kept);
    }
  }
}

function evaluate(item: Item, source: Source, mismatch: string): AttributeValue {
  switch (source.kind) {
    case "value":
      return source.value;
    case "path": {
      const value = valueAt(item, source.path);
      if (value) return value;
      throw new ItemError("The provided expression refers to an attribute that does not exist in the item");
    }
    case "if_not_exists": {
      const value = valueAt(item, source.path);
      return value ?? evaluate(item, source.otherwise, mismatch);
    }
    case "list_append": {
      const [left, right] = [evaluate(item, source.left, mismatch).L, evaluate(item, source.right, mismatch).L];
      if (!left || !right) throw new ItemError(mismatch);
      return { L: [...left, ...right] };
    }
    default: {
      const [left, right] = [evaluate(item, source.left, mismatch).N, evaluate(item, source.right, mismatch).N];
      if (left === undefined || right === undefined) throw new ItemError(mismatch);
      return { N: source.kind === "+" ? addNumbers(left, right) : subtractNumbers(left, right) };
    }
  }
}

/** What ADD leaves: a sum of numbers (nothing counts as 0) or a union of sets. */
function sumOf(old: AttributeValue | undefined, added: AttributeValue, mismatch: string): AttributeValue {
  const type = typeOf(added);
  if (old && typeOf(old) !== type) throw new ItemError(mismatch);
  if (added.N !== undefined) return { N: addNumbers(old?.N ?? "0", added.N) };
  return { [type]: [...new Set([...((old && setMembers(old)) ?? []), ...(setMembers(added) ?? [])])] };
}

/** What DELETE leaves of a set, or undefined when nothing: a set cannot be empty. */
function difference(
  old: AttributeValue | undefined,
  deleted: AttributeValue,
  mismatch: string,
): AttributeValue | undefined {
  if (!old) return undefined;
  const type = typeOf(deleted);
  if (typeOf(old) !== type) throw new ItemError(mismatch);
  const gone = new Set(setMembers(deleted));
  const rest = (setMembers(old) ?? []).filter((member) => !gone.has(member));
  return rest.length > 0 ? { [type]: rest } : undefined;
}
