/**
 * What a state tells its container (packages/functions/src/container.ts): its token, and what a Lambda would get as its event. A
 * container's variables are texts, and all of its overrides together have 8,192 characters at most: a payload holds ids, and
 * what is larger lies in a bucket. Leaves that are `{% ... %}` are evaluated.
 */
export const environmentOf = (payload: Record<string, unknown>) => ({
  VIDEOFLOW_TASK_TOKEN: "{% $states.context.Task.Token %}",
  VIDEOFLOW_TASK_INPUT: `{% $string(${expressionOf(payload)}) %}`,
});

/** A value as JSONata: JSON is, and expressions stand for themselves. */
function expressionOf(value: unknown): string {
  if (typeof value === "string") return /^\{%(.*)%\}$/s.exec(value)?.[1]?.trim() ?? JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(expressionOf).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}: ${expressionOf(member)}`).join(", ")}}`;
}
