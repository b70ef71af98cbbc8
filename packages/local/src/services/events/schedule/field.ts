export const months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
/** 1 is Sunday. */
export const weekdays = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

/**
 * The numbers that a field of a cron expression stands for, in ascending order: `*`, `5`, `1-5`, `0/15`, `MON-FRI`, and
 * lists of these. A range may go over the end (`FRI-MON`). Undefined when the field is none.
 */
export function rangeOf(
  field: string,
  least: number,
  most: number,
  names: readonly string[] = [],
): Set<number> | undefined {
  const numbers: number[] = [];
  for (const part of field.split(",")) {
    const found = /^(?:(\*)|(\w+)(?:-(\w+))?)(?:\/(\d+))?$/.exec(part);
    if (!found) return undefined;
    const [, star, first = "", last, every] = found;
    const step = every === undefined ? 1 : Number(every);
    const from = star ? least : numberOf(first, least, most, names);
    const open = star || (last === undefined && every !== undefined);
    const to = open ? most : numberOf(last ?? first, least, most, names);
    if (from === undefined || to === undefined || step < 1) return undefined;
    const length = to >= from ? to - from : to - from + (most - least + 1);
    for (let offset = 0; offset <= length; offset += step) {
      numbers.push(least + ((from - least + offset) % (most - least + 1)));
    }
  }
  return new Set(numbers.sort((a, b) => a - b));
}

export function numberOf(text: string, least: number, most: number, names: readonly string[]): number | undefined {
  const named = names.indexOf(text.toUpperCase());
  const number = named >= 0 ? least + named : /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return number >= least && number <= most ? number : undefined;
}
