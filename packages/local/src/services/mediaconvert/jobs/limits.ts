/** How long a job may take. Times in milliseconds. */
export interface JobLimits {
  /** Without getting on. */
  readonly stallMs: number;
  /** From its start to its end: a base, and so much for each second of the input. */
  readonly baseMs: number;
  readonly perSecondMs: number;
  /** Whatever the input; also when its duration is not known. */
  readonly mostMs: number;
}

/**
 * An hour and sixty times what the input plays: even 8K on an old laptop is decoded in a tenth of that. MediaConvert itself
 * gives a job up after 48 hours. https://docs.aws.amazon.com/mediaconvert/latest/ug/ev_status_progressing.html
 */
export const JOB_LIMITS: JobLimits = {
  stallMs: 10 * 60_000,
  baseMs: 3_600_000,
  perSecondMs: 60_000,
  mostMs: 48 * 3_600_000,
};

export const longestMs = (limits: JobLimits, durationMs: number | undefined): number =>
  durationMs === undefined
    ? limits.mostMs
    : Math.min(limits.mostMs, limits.baseMs + (durationMs / 1000) * limits.perSecondMs);

/** A signal that aborts once nobody has called `gotOn` for so long. To be disposed of. */
export function stallClock(stallMs: number) {
  const stalled = new AbortController();
  const timer = setTimeout(() => stalled.abort(), stallMs);
  return {
    signal: stalled.signal,
    gotOn: () => void timer.refresh(),
    [Symbol.dispose]: () => clearTimeout(timer),
  };
}
