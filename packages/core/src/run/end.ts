import { Service } from "electrodb";
import { useActor } from "../actor.ts";
import { AppError } from "../error.ts";
import type { Reason } from "../reason.ts";
import { config } from "../table.ts";
import { RunEntity } from "./run.entity.ts";
import { TallyEntity } from "./tally.entity.ts";
import { tellEnd } from "./tell-end.ts";

const rows = new Service({ run: RunEntity, tally: TallyEntity }, config);

const KEPT_SECONDS = 90 * 24 * 3600;

/** A run that succeeded with a reason refused its asset. */
export interface End {
  readonly status: "succeeded" | "failed";
  readonly reason?: Reason | undefined;
  /** The step that ended it with an error. */
  readonly failedStep?: string | undefined;
}

/** Notes how a run ended, counts it, and tells of it. Only a running one ends; a later word does not change an earlier one. */
export async function end(runId: string, how: End): Promise<void> {
  await note(runId, how);
  await tellEnd(runId);
}

async function note(runId: string, { status, reason, failedStep }: End): Promise<void> {
  const { workspaceId } = useActor();
  const { data: before } = await RunEntity.get({ workspaceId, runId }).go({ consistent: true });
  if (before?.status !== "running") return;
  const endedAt = new Date().toISOString();
  const counted = reason && status === "succeeded" ? "rejected" : status;
  const durationMs = Math.max(Date.parse(endedAt) - Date.parse(before.startedAt), 0);
  const { canceled, data } = await rows.transaction
    .write(({ run, tally }) => [
      run
        .patch({ workspaceId, runId })
        .set({ status, endedAt, ...(reason && { reason }), ...(failedStep && { failedStep }) })
        .where((row, { eq }) => eq(row.status, "running"))
        .commit(),
      tally
        .upsert({ workspaceId, hour: endedAt.slice(0, 13), workflow: before.workflow })
        .set({ expiresAt: Math.floor(Date.parse(endedAt) / 1000) + KEPT_SECONDS })
        .add({ [counted]: 1, ...(before.redrives ? {} : { timed: 1, durationMs }) })
        .commit(),
    ])
    .go();
  if (!canceled || data.some((row) => row?.code === "ConditionalCheckFailed")) return;
  throw new AppError("unavailable", `The end of run ${runId} could not be noted: the table was busy; try again`);
}
