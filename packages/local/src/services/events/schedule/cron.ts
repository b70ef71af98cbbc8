import { type DayRule, dayOfMonthRule, dayOfWeekRule } from "./days.ts";
import { months, rangeOf } from "./field.ts";

const MINUTE_MS = 60_000;
const LAST_YEAR = 2199;

/** When something is due: the first time after `after`, both in epoch milliseconds; undefined when never again. */
export type NextTime = (after: number) => number | undefined;

/**
 * Reads AWS's cron expressions, in UTC: minutes, hours, day of month, month, day of week, year. One of the two days must be
 * `?`. Days know `L` (last), `W` (nearest weekday) and `#` (which one of the month). Undefined when it is none.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html#eb-cron-expressions
 */
export function parseCron(fields: string): NextTime | undefined {
  const [minute = "", hour = "", dayOfMonth = "", month = "", dayOfWeek = "", year = "", ...more] = fields
    .trim()
    .split(/\s+/);
  if (more.length > 0 || (dayOfMonth === "?") === (dayOfWeek === "?")) return undefined;
  const minutes = rangeOf(minute, 0, 59);
  const hours = rangeOf(hour, 0, 23);
  const monthsOfYear = rangeOf(month, 1, 12, months);
  const years = rangeOf(year, 1970, LAST_YEAR);
  const days = dayOfWeek === "?" ? dayOfMonthRule(dayOfMonth) : dayOfWeekRule(dayOfWeek);
  if (!minutes || !hours || !monthsOfYear || !years || !days) return undefined;
  return (after) => {
    const start = (Math.floor(after / MINUTE_MS) + 1) * MINUTE_MS;
    for (const day of daysFrom(start, years, monthsOfYear, days)) {
      for (const h of hours) {
        for (const m of minutes) {
          const time = day + (h * 60 + m) * MINUTE_MS;
          if (time >= start) return time;
        }
      }
    }
    return undefined;
  };
}

/** Midnights of the days that match, from that of `start` on. */
function* daysFrom(start: number, years: Set<number>, monthsOfYear: Set<number>, days: DayRule): Generator<number> {
  const first = new Date(start);
  for (let year = first.getUTCFullYear(); year <= LAST_YEAR; year++) {
    if (!years.has(year)) continue;
    const current = year === first.getUTCFullYear();
    for (let month = current ? first.getUTCMonth() + 1 : 1; month <= 12; month++) {
      if (!monthsOfYear.has(month)) continue;
      const from = current && month === first.getUTCMonth() + 1 ? first.getUTCDate() : 1;
      for (let day = from; day <= lastDayOf(year, month); day++) {
        if (days({ year, month, day, last: lastDayOf(year, month) })) yield Date.UTC(year, month - 1, day);
      }
    }
  }
}

function lastDayOf(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
