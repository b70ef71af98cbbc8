import { compile } from "../../events/pattern/pattern.ts";

/** Tells which records a mapping's filters let through: those that match any of the patterns; all when there are none. */
export function filterOf(patterns: readonly string[]): (record: object) => boolean {
  const matchers = patterns.map(compile);
  return (record) => matchers.length === 0 || matchers.some((matches) => matches(record));
}
