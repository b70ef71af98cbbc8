import { useActor } from "../actor.ts";
import { publish } from "../event.ts";
import { parse } from "../fn.ts";
import { RunEntity } from "./run.entity.ts";
import { Run } from "./run.schema.ts";

/** Tells the world how a run ended, as it is noted; nothing of one that goes on. Told again when asked again. */
export async function tellEnd(runId: string): Promise<void> {
  const { workspaceId } = useActor();
  const { data } = await RunEntity.get({ workspaceId, runId }).go({ consistent: true });
  if (!data) return;
  const { assetId, cutId, workflow, status, reason } = parse(Run, data);
  const told = { workspaceId, runId, workflow, ...(assetId && { assetId }), ...(cutId && { cutId }) };
  if (status === "succeeded") await publish("run.succeeded", told);
  if (status === "failed" && reason) await publish("run.failed", { ...told, reason });
}
