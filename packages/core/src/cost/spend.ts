import { Service } from "electrodb";
import * as z from "zod";
import { useActor } from "../actor.ts";
import { AppError } from "../error.ts";
import { fn } from "../fn.ts";
import { AttemptEntity } from "../run/attempt.entity.ts";
import { RunEntity } from "../run/run.entity.ts";
import type { Run } from "../run/run.schema.ts";
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
/** Each takes a row, and one more for each service that it used, of the hundred that a transaction has. */
const RUNS_AT_ONCE = 8;

/** A run with its attempts, as the table has them. */
interface Spent {
  readonly run: Pick<Run, "runId" | "workflow" | "endedAt">;
  readonly attempts: Parameters<typeof usageOfRun>[1];
}

/**
 * Counts what a run that has ended has used, on the day of its end. Again, it adds what has come since: nothing, or what a redrive used.
 * Nothing for a run that goes on. Throws `unavailable` when the table is too busy.
 */
export async function noteSpend(runId: string): Promise<void> {
  const { workspaceId } = useActor();
  await untilWritten([runId], async () => {
    // First: what is read of the run after it is no less than what was counted.
    const before = await countedOf(runId);
    const [{ data: run }, { data: attempts }] = await Promise.all([
      RunEntity.get({ workspaceId, runId }).go({ consistent: true }),
      AttemptEntity.query.primary({ workspaceId, runId }).go({ pages: "all", consistent: true }),
    ]);
    return run ? [changeOf({ run, attempts }, before)] : [];
  });
}

/** The same of runs that the caller has read. Those of which something was counted before are read again: it may be of more. */
export async function noteSpendOf(runs: readonly Spent[]): Promise<void> {
  for (let from = 0; from < runs.length; from += RUNS_AT_ONCE) {
    const some = runs.slice(from, from + RUNS_AT_ONCE);
    const again = new Set<string>();
    await untilWritten(
      some.map(({ run }) => run.runId),
      async () => {
        const before = await Promise.all(some.map(({ run }) => countedOf(run.runId)));
        for (const [at, { run }] of some.entries()) if (before[at]) again.add(run.runId);
        return some.filter(({ run }) => !again.has(run.runId)).map((one) => changeOf(one, undefined));
      },
    );
    for (const runId of again) await noteSpend(runId);
  }
}

type Counted = NonNullable<Awaited<ReturnType<typeof countedOf>>>;
type Change = ReturnType<typeof changeOf>;

async function countedOf(runId: string) {
  const { workspaceId } = useActor();
  return (await CountedEntity.get({ workspaceId, runId }).go({ consistent: true })).data;
}

async function untilWritten(runIds: readonly string[], read: () => Promise<readonly Change[]>): Promise<void> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    if (await write((await read()).filter((change) => change !== undefined))) return;
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * 2 ** tries));
  }
  const happened = `What ${runIds.join(", ")} used could not be counted`;
  throw new AppError("unavailable", `${happened}: the table was busy; try again`);
}

/** False when somebody else has changed the same rows at the same time. */
async function write(changes: readonly NonNullable<Change>[]): Promise<boolean> {
  const { workspaceId } = useActor();
  if (changes.length === 0) return true;
  // Of each day and service one row, however many of the runs used it: a transaction takes a row once.
  const added = Map.groupBy(
    changes.flatMap((change) => change.added),
    ({ day, service }) => `${day} ${service}`,
  );
  const { canceled } = await rows.transaction
    .write(({ counted, spend }) => [
      ...changes.map(({ row, before }) =>
        counted
          .put({ workspaceId, ...row })
          .where(({ version }, { eq, notExists }) => (before ? eq(version, before) : notExists(version)))
          .commit(),
      ),
      ...[...added.values()].map((of) => {
        const [{ day, service }] = of as [(typeof of)[number]];
        const nanoUsd = of.reduce((sum, one) => sum + one.nanoUsd, 0);
        return spend.upsert({ workspaceId, day, service }).add({ nanoUsd }).commit();
      }),
    ])
    .go();
  return !canceled;
}

/** What is to be written of a run: what it used, and what that is more than was counted before. Undefined when that is nothing. */
function changeOf({ run: { runId, workflow, endedAt }, attempts }: Spent, before: Counted | null | undefined) {
  if (!endedAt) return;
  const services = byService([billOf(usageOfRun(workflow, attempts))]);
  const day = endedAt.slice(0, "2026-01-02".length);
  const added = services
    .map(({ service, nanoUsd }) => ({ day, service, nanoUsd: nanoUsd - (before?.services[service] ?? 0) }))
    .filter(({ nanoUsd }) => nanoUsd !== 0);
  if (added.length === 0) return;
  const counted = Object.fromEntries(services.map(({ service, nanoUsd }) => [service, nanoUsd]));
  return { row: { runId, services: counted, version: (before?.version ?? 0) + 1 }, before: before?.version, added };
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
