import { Resource } from "sst";
import { useActor } from "../actor.ts";
import { AssetEntity } from "../asset/asset.entity.ts";
import { depthOf } from "../queue.ts";
import { RunEntity } from "../run/run.entity.ts";
import type { RunStatus } from "../run/run.schema.ts";
import type { Health } from "./health.schema.ts";
import { endsOf, lastHours } from "./hours.ts";
import { countDeadLetters } from "./queues.ts";

/** Rows that are counted at most: more of them say nothing that this many do not. */
const MOST_COUNTED = 1000;

/** How the pipeline does now: what runs, what waits, what failed, and how runs ended in the last week. */
export async function health(): Promise<Health> {
  const [running, failed, waiting, messages, deadLetters, hours] = await Promise.all([
    runsThatAre("running"),
    runsThatAre("failed"),
    waitingAssets(),
    depthOf(Resource.Received.url),
    countDeadLetters(),
    lastHours(new Date()),
  ]);
  return {
    running: { count: running.length, ...oldest(running[0]?.startedAt) },
    waiting: { assets: waiting.length, messages: messages.waiting + messages.inHand, ...oldest(waiting[0]?.updatedAt) },
    failed: failed.length,
    deadLetters,
    lastHour: endsOf(hours.slice(-1)),
    lastDay: endsOf(hours.slice(-24)),
    hours,
  };
}

const oldest = (oldestAt: string | undefined) => (oldestAt ? { oldestAt } : {});

async function runsThatAre(status: RunStatus): Promise<{ startedAt: string }[]> {
  const { workspaceId } = useActor();
  const { data } = await RunEntity.query
    .byStatus({ workspaceId, status })
    .go({ limit: MOST_COUNTED, attributes: ["startedAt"] });
  return data;
}

async function waitingAssets(): Promise<{ updatedAt: string }[]> {
  const { workspaceId } = useActor();
  const { data } = await AssetEntity.query
    .byStatus({ workspaceId, listed: "received" })
    .go({ limit: MOST_COUNTED, attributes: ["updatedAt"] });
  return data;
}
