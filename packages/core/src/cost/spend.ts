import { Service } from "electrodb";
import * as z from "zod";
import { useActor } from "../actor.ts";
import { AppError } from "../error.ts";
import { fn } from "../fn.ts";
import { AttemptEntity } from "../run/attempt.entity.ts";
import { RunEntity } from "../run/run.entity.ts";
import { config } from "../table.ts";
import { billOf, byService, dearestFirst } from "./bill.ts";
import { PRICES_OF } from "./prices.ts";
import { usageOfRun } from "./run-usage.ts";
import { CountedEntity, SpendEntity } from "./spend.entity.ts";
import type { UsageReport } from "./usage.schema.ts";

const rows = new Service({ counted: CountedEntity, spend: SpendEntity }, config);

const DAY_MS = 24 * 3600_000;
const MOST_DAYS = 92;
/** Runs that end at once change the same rows; each of them comes through in one of its tries. */
const MOST_TRIES = 10;

/**
 * Counts what a run that has ended has used, on the day of its end. Again, it adds what has come since: nothing, or what a redrive used.
 * Nothing for a run that goes on. Throws `unavailable` when the table is too busy.
 */
export async function noteSpend(runId: string): Promise<void> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    if (await count(runId)) return;
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * 2 ** tries));
  }
  throw new AppError("unavailable", `What run ${runId} used could not be counted: the table was busy; try again`);
}

/** False when somebody else has changed the same rows at the same time. */
async function count(runId: string): Promise<boolean> {
  const { workspaceId } = useActor();
  const [{ data: run }, { data: attempts }, { data: before }] = await Promise.all([
    RunEntity.get({ workspaceId, runId }).go({ consistent: true }),
    AttemptEntity.query.primary({ workspaceId, runId }).go({ pages: "all", consistent: true }),
    CountedEntity.get({ workspaceId, runId }).go({ consistent: true }),
  ]);
  if (!run?.endedAt) return true;
  const services = byService([billOf(usageOfRun(run.workflow, attempts))]);
  const added = services
    .map(({ service, nanoUsd }) => ({ service, nanoUsd: nanoUsd - (before?.services[service] ?? 0) }))
    .filter(({ nanoUsd }) => nanoUsd !== 0);
  if (added.length === 0) return true;
  const day = run.endedAt.slice(0, "2026-01-02".length);
  const counted = Object.fromEntries(services.map(({ service, nanoUsd }) => [service, nanoUsd]));
  const { canceled } = await rows.transaction
    .write(({ counted: row, spend }) => [
      row
        .put({ workspaceId, runId, services: counted, version: (before?.version ?? 0) + 1 })
        .where(({ version }, { eq, notExists }) => (before ? eq(version, before.version) : notExists(version)))
        .commit(),
      ...added.map(({ service, nanoUsd }) => spend.upsert({ workspaceId, day, service }).add({ nanoUsd }).commit()),
    ])
    .go();
  return !canceled;
}

const today = () => new Date().toISOString().slice(0, 10);

/** Days in UTC, both included; the last 30 by default. */
export const UsageQuery = z
  .object({
    from: z.iso.date().optional(),
    to: z.iso.date().optional(),
  })
  .transform(({ from, to = today() }) => ({ from: from ?? dayAfter(to, -29), to }))
  .refine(({ from, to }) => from <= to && Date.parse(to) - Date.parse(from) < MOST_DAYS * DAY_MS, {
    message: `must be a span of 1 to ${MOST_DAYS} days`,
    path: ["from"],
  });

const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);

/** What runs used on each day of a span, by service. */
export const usage = fn(UsageQuery, async ({ from, to }): Promise<UsageReport> => {
  const { workspaceId } = useActor();
  const { data } = await SpendEntity.query
    .primary({ workspaceId })
    // After all services of the last day.
    .between({ day: from }, { day: `${to}~` })
    .go({ pages: "all" });
  const byDay = Map.groupBy(data, ({ day }) => day);
  const days = [];
  for (let day = from; day <= to; day = dayAfter(day, 1)) {
    const services = dearestFirst(
      new Map((byDay.get(day) ?? []).map(({ service, nanoUsd = 0 }) => [service, nanoUsd])),
    );
    days.push({ day, services, nanoUsd: services.reduce((sum, { nanoUsd }) => sum + nanoUsd, 0) });
  }
  const sums = new Map<string, number>();
  for (const { service, nanoUsd = 0 } of data) sums.set(service, (sums.get(service) ?? 0) + nanoUsd);
  return {
    days,
    services: dearestFirst(sums),
    nanoUsd: days.reduce((sum, { nanoUsd }) => sum + nanoUsd, 0),
    prices: PRICES_OF,
  };
});
