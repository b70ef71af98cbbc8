import { formatBytes, formatElapsed } from "../format.ts";
import type { UploadItem } from "./store.ts";

export interface UploadSummary {
  readonly bytes: number;
  readonly sent: number;
  /** 0 to 100; also files without a byte are done at some time. */
  readonly percent: number;
  readonly rate: number;
  /** Milliseconds to the end at the speed of now; absent while nothing moves. */
  readonly remainingMs?: number;
}

/** How far files are together. */
export function summarise(items: readonly UploadItem[]): UploadSummary {
  // What is there already is not going anywhere.
  const going = items.filter(({ state }) => state !== "known");
  const bytes = going.reduce((sum, item) => sum + item.bytes, 0);
  const sent = going.reduce((sum, item) => sum + item.sent, 0);
  const rate = going.reduce((sum, item) => sum + (item.state === "sending" ? item.rate : 0), 0);
  const done = going.every(({ state }) => state === "done");
  return {
    ...{ bytes, sent, rate },
    percent: done ? 100 : bytes > 0 ? (sent / bytes) * 100 : 0,
    ...(rate > 0 && { remainingMs: ((bytes - sent) / rate) * 1000 }),
  };
}

/** E.g. `34.1 MB of 120 MB · 12.4 MB/s · 7 s left`. */
export function describeTransfer({ sent, bytes, rate, remainingMs }: UploadSummary): string {
  const parts = [`${formatBytes(sent)} of ${formatBytes(bytes)}`];
  if (rate > 0) parts.push(`${formatBytes(rate)}/s`);
  if (remainingMs !== undefined && remainingMs > 500) parts.push(`${formatElapsed(Math.max(remainingMs, 1000))} left`);
  return parts.join(" · ");
}
