import { numberOf, rangeOf, weekdays } from "./field.ts";

export interface Day {
  readonly year: number;
  /** 1 is January. */
  readonly month: number;
  readonly day: number;
  /** The last day of this month. */
  readonly last: number;
}

export type DayRule = (day: Day) => boolean;

/** `L` the last day, `15W` the weekday nearest to the 15th, `LW` the last weekday, or numbers. */
export function dayOfMonthRule(field: string): DayRule | undefined {
  if (field === "L") return ({ day, last }) => day === last;
  if (field === "LW") return (date) => date.day === nearestWeekday(date, date.last);
  const near = /^(\d+)W$/.exec(field)?.[1];
  if (near !== undefined) {
    const wanted = numberOf(near, 1, 31, []);
    return wanted === undefined
      ? undefined
      : (date) => wanted <= date.last && date.day === nearestWeekday(date, wanted);
  }
  const days = rangeOf(field, 1, 31);
  return days && (({ day }) => days.has(day));
}

/** `5L` the last Thursday, `3#2` the second Tuesday, `L` Saturday, or numbers and names; 1 is Sunday. */
export function dayOfWeekRule(field: string): DayRule | undefined {
  if (field === "L") return (date) => weekdayOf(date) === 7;
  const [, lastName, nthName, nth] = /^(?:(\w+)L|(\w+)#([1-5]))$/.exec(field) ?? [];
  if (lastName !== undefined) {
    const weekday = numberOf(lastName, 1, 7, weekdays);
    return weekday === undefined ? undefined : (date) => weekdayOf(date) === weekday && date.day > date.last - 7;
  }
  if (nthName !== undefined) {
    const weekday = numberOf(nthName, 1, 7, weekdays);
    return weekday === undefined
      ? undefined
      : (date) => weekdayOf(date) === weekday && Math.ceil(date.day / 7) === Number(nth);
  }
  const days = rangeOf(field, 1, 7, weekdays);
  return days && ((date) => days.has(weekdayOf(date)));
}

function weekdayOf({ year, month, day }: Day): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 1;
}

/** The weekday nearest to a day, without leaving its month. */
function nearestWeekday(date: Day, day: number): number {
  const weekday = weekdayOf({ ...date, day });
  if (weekday === 7) return day === 1 ? 3 : day - 1;
  if (weekday === 1) return day === date.last ? day - 2 : day + 1;
  return day;
}
