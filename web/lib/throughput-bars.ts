import type { HealthHour } from "@videoflow/client/schema";

export interface Bar {
  /** When the span begins, ISO in UTC. */
  readonly at: string;
  readonly succeeded: number;
  readonly rejected: number;
  readonly failed: number;
  /** What a run took on the average; absent when none ended. */
  readonly meanMs?: number | undefined;
}

export const totalOf = ({ succeeded, rejected, failed }: Bar): number => succeeded + rejected + failed;

/** Hours put together to days of the reader's time zone, oldest first. */
export function byDay(hours: readonly HealthHour[]): Bar[] {
  const days = Map.groupBy(hours, ({ at }) => new Date(at).toDateString());
  return [...days.values()].map((of) => {
    const sum = (field: "succeeded" | "rejected" | "failed") => of.reduce((total, hour) => total + hour[field], 0);
    const bar = {
      at: of[0]?.at ?? "",
      succeeded: sum("succeeded"),
      rejected: sum("rejected"),
      failed: sum("failed"),
    };
    const workMs = of.reduce((total, hour) => total + (hour.meanMs ?? 0) * totalOf(hour), 0);
    return { ...bar, ...(totalOf(bar) > 0 && { meanMs: workMs / totalOf(bar) }) };
  });
}
