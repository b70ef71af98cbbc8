import { validation } from "../errors.ts";
import { type NextTime, parseCron } from "./cron.ts";

const unitsMs: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** Reads `rate(5 minutes)` or `cron(0 12 * * ? *)`. Throws ValidationException. */
export function parseSchedule(expression: string): NextTime {
  const [, kind, inner = ""] = /^(rate|cron)\((.+)\)$/.exec(expression) ?? [];
  const next = kind === "cron" ? parseCron(inner) : kind === "rate" ? parseRate(inner) : undefined;
  if (!next) throw validation(`Parameter ScheduleExpression is not valid: ${expression}`);
  return next;
}

/** The unit is singular for 1 and plural for more, as AWS demands. */
function parseRate(text: string): NextTime | undefined {
  const [, count = "", unit = "", plural] = /^([1-9]\d*) (minute|hour|day)(s?)$/.exec(text) ?? [];
  const unitMs = unitsMs[unit];
  if (unitMs === undefined || (count === "1") !== (plural === "")) return undefined;
  return (after) => after + Number(count) * unitMs;
}
