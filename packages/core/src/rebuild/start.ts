import { Resource } from "sst";
import { useActor } from "../actor.ts";
import { AppError } from "../error.ts";
import { createId } from "../id.ts";
import { startExecution } from "../run/execution.ts";
import * as Run from "../run/run.ts";

/** Starts a rebuild of table and index from the buckets, of all workspaces. Returns its run, which belongs to the actor's. */
export async function startRebuild(): Promise<{ runId: string }> {
  const { workspaceId, who } = useActor();
  if (who !== "operator") throw new AppError("conflict", "Only an operator can rebuild");
  const runId = createId("run");
  await Run.begin({ runId, workflow: "Rebuild" });
  await startExecution(Resource.Rebuild.arn, { workspaceId, runId });
  return { runId };
}
