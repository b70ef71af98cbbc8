import * as z from "zod";
import { useActor } from "../actor.ts";
import { AssetEntity } from "../asset/asset.entity.ts";
import { Asset } from "../asset/asset.schema.ts";
import { mentioned } from "../asset/mentioned.ts";
import { parse } from "../fn.ts";
import { RunEntity } from "../run/run.entity.ts";
import { CANCELLED, Run } from "../run/run.schema.ts";
import { stateOf } from "../run/state-of.ts";
import type { Problem, Problems } from "./health.schema.ts";

/** Of each kind, the newest are looked at. */
const LOOKED_AT = 300;
const EXAMPLES = 5;

interface Trouble extends Pick<Problem, "kind" | "code" | "step" | "workflow"> {
  readonly example: Problem["examples"][number];
}

interface Found {
  readonly troubles: readonly Trouble[];
  /** Whether there are older ones. */
  readonly more: boolean;
}

/** What went wrong and still is: runs that failed and assets that were rejected, by reason and step, the newest first. */
export async function problems(): Promise<Problems> {
  const [failed, rejected] = await Promise.all([failures(), rejections()]);
  const troubles = [...failed.troubles, ...rejected.troubles].toSorted((a, b) =>
    b.example.at.localeCompare(a.example.at),
  );
  const groups = Map.groupBy(troubles, ({ kind, code, step, workflow }) => [kind, code, step, workflow].join(" "));
  const items = await Promise.all([...groups.values()].map(problemOf));
  return { items, more: failed.more || rejected.more };
}

async function problemOf(group: readonly Trouble[]): Promise<Problem> {
  const [{ kind, code, step, workflow, example }] = group as [Trouble];
  const shown = group.slice(0, EXAMPLES).map((trouble) => trouble.example);
  const assets = await mentioned(shown.flatMap(({ assetId }) => assetId ?? []));
  return {
    ...{ kind, code, step, workflow },
    count: group.length,
    firstAt: group.at(-1)?.example.at ?? example.at,
    lastAt: example.at,
    examples: shown.map((one) => {
      const assetName = one.assetId && assets.get(one.assetId)?.name;
      return { ...one, ...(assetName && { assetName }) };
    }),
  };
}

async function failures(): Promise<Found> {
  const { workspaceId } = useActor();
  const { data, cursor } = await RunEntity.query
    .byStatus({ workspaceId, status: "failed" })
    .go({ order: "desc", limit: LOOKED_AT });
  const runs = await lasting(parse(z.array(Run), data));
  const troubles = runs.map(
    ({ runId, assetId, workflow, failedStep, reason, endedAt, startedAt }): Trouble => ({
      ...{ kind: "failed", code: reason?.code ?? "internal", step: stateOf(failedStep ?? "unknown"), workflow },
      example: {
        runId,
        ...(failedStep && { step: failedStep }),
        ...(assetId && { assetId }),
        message: reason?.message ?? "",
        at: endedAt ?? startedAt,
      },
    }),
  );
  return { troubles, more: cursor !== null };
}

/**
 * That somebody cancelled a run is no problem, nor is one that failed once another run has taken its asset, or somebody has
 * deleted it.
 */
async function lasting(runs: readonly Run[]): Promise<Run[]> {
  const failed = runs.filter(({ reason }) => reason?.code !== CANCELLED);
  const holders = await holdersOf(failed.flatMap(({ assetId }) => assetId ?? []));
  return failed.filter(({ assetId, workflow, runId }) => {
    const holder = assetId && holders.get(assetId);
    if (!holder) return true;
    if (holder.deletedAt) return false;
    return (workflow === "Understand" ? holder.understanding?.runId : holder.runId) === runId;
  });
}

const Holder = Asset.pick({ assetId: true, runId: true, understanding: true, deletedAt: true });

/** By which runs assets were ingested and understood last, by their ids. */
async function holdersOf(assetIds: readonly string[]): Promise<ReadonlyMap<string, z.infer<typeof Holder>>> {
  if (assetIds.length === 0) return new Map();
  const { workspaceId } = useActor();
  const keys = [...new Set(assetIds)].map((assetId) => ({ workspaceId, assetId }));
  const { data } = await AssetEntity.get(keys).go({ attributes: ["assetId", "runId", "understanding", "deletedAt"] });
  return new Map(parse(z.array(Holder), data).map((holder) => [holder.assetId, holder]));
}

/** The gate is the one step that rejects. */
async function rejections(): Promise<Found> {
  const { workspaceId } = useActor();
  const { data, cursor } = await AssetEntity.query
    .byStatus({ workspaceId, listed: "rejected" })
    .go({ order: "desc", limit: LOOKED_AT });
  const troubles = parse(z.array(Asset), data).map(
    ({ assetId, runId, reason, updatedAt }): Trouble => ({
      ...{ kind: "rejected", code: reason?.code ?? "internal", step: "Admit", workflow: "Ingest" },
      example: { assetId, ...(runId && { runId }), message: reason?.message ?? "", at: updatedAt },
    }),
  );
  return { troubles, more: cursor !== null };
}
