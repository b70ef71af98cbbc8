import { useActor } from "../actor.ts";
import { TallyEntity } from "../run/tally.entity.ts";
import type { Hour } from "./health.schema.ts";

const HOUR_MS = 3_600_000;
const HOURS = 7 * 24;

/** The runs that ended in each hour of the last week, oldest first; the last one is the hour that goes on. */
export async function lastHours(now: Date): Promise<Hour[]> {
  const { workspaceId } = useActor();
  const last = Math.floor(now.getTime() / HOUR_MS) * HOUR_MS;
  const hours = Array.from({ length: HOURS }, (_, index) => new Date(last - (HOURS - 1 - index) * HOUR_MS));
  const { data } = await TallyEntity.query
    .primary({ workspaceId })
    .gte({ hour: nameOf(hours[0] ?? now) })
    .go({ pages: "all" });
  const byHour = Map.groupBy(data, ({ hour }) => hour);
  return hours.map((at) => {
    const rows = byHour.get(nameOf(at)) ?? [];
    const sum = (field: "succeeded" | "failed" | "rejected" | "timed" | "durationMs") =>
      rows.reduce((total, row) => total + (row[field] ?? 0), 0);
    const ends = { succeeded: sum("succeeded"), failed: sum("failed"), rejected: sum("rejected") };
    const timed = sum("timed");
    return {
      at: at.toISOString(),
      ...ends,
      ...(timed > 0 && { meanMs: Math.round(sum("durationMs") / timed) }),
    };
  });
}

const nameOf = (at: Date): string => at.toISOString().slice(0, 13);

/** How the runs of these hours ended, together. */
export function endsOf(hours: readonly Hour[]) {
  const sum = (field: "succeeded" | "failed" | "rejected") => hours.reduce((total, hour) => total + hour[field], 0);
  return { succeeded: sum("succeeded"), failed: sum("failed"), rejected: sum("rejected") };
}
