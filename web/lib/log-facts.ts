/** What every line of an attempt says alike, or says of the log itself. */
const EVERYWHERE = new Set([
  ...["level", "message", "timestamp", "time", "type", "service", "sampling_rate", "xray_trace_id"],
  ...["runId", "step", "attempt", "assetId", "requestId", "function_request_id"],
]);

/** What else a line of a log says, in one line: `durationMs=312 outcome=failed`. */
export function logFacts(fields: Readonly<Record<string, unknown>>): string {
  // Lambda's own lines have theirs in a record, and what was measured in it.
  const { record, error, ...own } = fields;
  const { metrics, ...told } = objectOf(record);
  const facts = { ...own, ...told, ...objectOf(metrics) };
  const said = Object.entries(facts)
    .filter(([name]) => !EVERYWHERE.has(name))
    .map(([name, value]) => `${name}=${typeof value === "string" ? value : JSON.stringify(value)}`);
  return [...said, ...errorIn(error)].join(" ");
}

const objectOf = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};

function errorIn(error: unknown): string[] {
  const { name, message, location } = objectOf(error);
  if (!message) return [];
  return [`${name}: ${message}${location ? ` (${location})` : ""}`];
}
