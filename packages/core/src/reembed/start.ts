import { Resource } from "sst";
import { useActor } from "../actor.ts";
import { AppError } from "../error.ts";
import { createId } from "../id.ts";
import { end } from "../run/end.ts";
import { startExecution } from "../run/execution.ts";
import * as Run from "../run/run.ts";
import * as SearchIndexes from "../search/search-index.ts";
import { begin } from "./reembed.ts";

/**
 * Starts to embed all scenes of the workspace anew, or goes on where a run stopped. Returns the run that does it. Throws `conflict`
 * when there is nothing to be done, or while a run is at it. A run whose start was cut off is started by whoever asks next.
 */
export async function startReembed(): Promise<{ runId: string }> {
  if (useActor().who !== "operator") throw new AppError("conflict", "Only an operator can re-embed");
  const { next, filledBy } = await SearchIndexes.get();
  const before = next && filledBy;
  if (before && (await launch(before))) {
    throw new AppError(
      "conflict",
      `Run ${before} is re-embedding already: ./videoflow run ${before} shows how far it is, ./videoflow reembed --abandon gives it up`,
    );
  }
  const reason = { code: "internal", message: "It ended without a word" };
  if (before) await end(before, { status: "failed", reason });
  const runId = createId("run");
  await begin(runId, before);
  await launch(runId);
  return { runId };
}

/** False when the run's execution has ended. */
async function launch(runId: string): Promise<boolean> {
  const { workspaceId } = useActor();
  await Run.begin({ runId, workflow: "Reembed" });
  return startExecution(Resource.Reembed.arn, { workspaceId, runId });
}
