/** Whether two values are the same as JSON, whatever the order of their keys: the table gives maps back in one of its own. */
export const isSame = (one: unknown, other: unknown): boolean => canonical(one) === canonical(other);

/** JSON whose keys are in order. */
export const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, entry: unknown) =>
    typeof entry === "object" && entry !== null && !Array.isArray(entry)
      ? Object.fromEntries(Object.entries(entry).sort(([a], [b]) => (a < b ? -1 : 1)))
      : entry,
  );
