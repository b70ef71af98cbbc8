import { isObject } from "../json.ts";
import { checkAssign, type Machine, requireAll } from "./checks.ts";
import { checkFields, partFields } from "./fields.ts";

/** Looks at a state's Retry and Catch. */
export function checkErrorHandling(state: Record<string, unknown>, location: string, machine: Machine): void {
  for (const [field, fields] of [
    ["Retry", partFields.retrier],
    ["Catch", partFields.catcher],
  ] as const) {
    const entries = state[field];
    if (!Array.isArray(entries)) continue;
    for (const [index, entry] of entries.entries()) {
      const here = `${location}/${field}[${index}]`;
      if (!checkFields(entry, fields, here, machine.diagnostics)) continue;
      requireAll(entry, field === "Catch" ? ["ErrorEquals", "Next"] : ["ErrorEquals"], here, machine);
      checkErrorNames(entry.ErrorEquals, index === entries.length - 1, here, machine);
      if (isObject(entry.Assign)) checkAssign(entry.Assign, `${here}/Assign`, machine);
      if (field === "Retry") checkPace(entry, here, machine);
    }
  }
}

function checkErrorNames(names: unknown, last: boolean, location: string, { diagnostics }: Machine): void {
  const where = `${location}/ErrorEquals`;
  if (!Array.isArray(names) || names.length === 0 || names.some((name) => typeof name !== "string")) {
    diagnostics.schema("Expected at least one error name", where);
  } else if (names.includes("States.ALL") && (names.length > 1 || !last)) {
    diagnostics.schema("States.ALL must be alone in ErrorEquals, and in the last entry", where);
  }
}

function checkPace(retrier: Record<string, unknown>, location: string, { diagnostics }: Machine): void {
  const { BackoffRate, IntervalSeconds, MaxDelaySeconds, JitterStrategy } = retrier;
  if (BackoffRate !== undefined && !(typeof BackoffRate === "number" && BackoffRate >= 1)) {
    diagnostics.schema("Expected a number of 1 or more", `${location}/BackoffRate`);
  }
  if (IntervalSeconds === 0) diagnostics.schema("Expected a number of 1 or more", `${location}/IntervalSeconds`);
  if (typeof MaxDelaySeconds === "number" && MaxDelaySeconds <= ((IntervalSeconds as number | undefined) ?? 1)) {
    diagnostics.schema("MaxDelaySeconds must be greater than IntervalSeconds", `${location}/MaxDelaySeconds`);
  }
  if (JitterStrategy !== undefined && JitterStrategy !== "FULL" && JitterStrategy !== "NONE") {
    diagnostics.schema("Value should be one of the following: [FULL, NONE]", `${location}/JitterStrategy`);
  }
}
