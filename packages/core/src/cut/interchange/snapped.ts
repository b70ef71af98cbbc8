/** Programs write decimals with fewer digits than they had: what differs by less than this was not changed by anybody. */
const NOTHING = 1e-9;

/** A value that has been through other programs, with the numbers that it had before wherever nobody has changed them. */
export function snapped<Value>(value: Value, before: unknown): Value {
  if (typeof value === "number" && typeof before === "number")
    return Math.abs(value - before) < NOTHING ? (before as Value & number) : value;
  if (typeof value !== "object" || value === null || typeof before !== "object" || before === null) return value;
  const known = new Map(Object.entries(before));
  if (Array.isArray(value)) return value.map((entry, index) => snapped(entry, known.get(String(index)))) as Value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [key, snapped(entry, known.get(key))]),
  ) as Value;
}
