/** A number that ffprobe wrote as text; undefined when it is missing, `N/A` or nonsense. */
export function numeric(text: string | undefined): number | undefined {
  const value = text === undefined || text === "" ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : undefined;
}

/** Never negative: what begins before the file's first time stamp begins with it. */
export const milliseconds = (value: number): number => Math.max(0, Math.round(value * 1000));

/** A name that ffprobe gave, or null where it says that it does not know. */
export const known = (text: string | undefined): string | null =>
  text && !["unknown", "none", "N/A", "und"].includes(text) ? text : null;
