import { ExecutionDoesNotExist, RedriveExecutionCommand, StopExecutionCommand } from "@aws-sdk/client-sfn";
import * as Assets from "../asset/asset.ts";
import { giveUp as giveUpAsset } from "../asset/outcome.ts";
import { noteSpend } from "../cost/spend.ts";
import { giveUp as giveUpCut } from "../cut/outcome.ts";
import * as Cuts from "../cut/row.ts";
import { AppError } from "../error.ts";
import { fn } from "../fn.ts";
import { giveUp as giveUpReembed } from "../reembed/outcome.ts";
import { giveUp as giveUpUnderstanding } from "../understanding/outcome.ts";
import { archive } from "./archive.ts";
import { end } from "./end.ts";
import { client } from "./execution.ts";
import { CANCELLED, type Run, RunId } from "./run.schema.ts";
import * as Runs from "./run.ts";
import * as Step from "./step.ts";
import { executionOf } from "./workflow.ts";

const REASON = { code: CANCELLED, message: "An operator cancelled the run." };

/**
 * Ends a run that goes on: it has failed, and its asset with it, with the reason `cancelled`. Cancelled before, it stays so.
 * Throws `conflict` for a run that has come to an end of its own.
 */
export const cancel = fn(RunId, async (runId): Promise<void> => {
  const run = await Runs.row(runId);
  if (run.status !== "running") {
    if (run.reason?.code === REASON.code) return;
    throw new AppError("conflict", `Run ${runId} has ${run.status}: there is nothing to cancel`);
  }
  if (await isDone(run)) throw atItsEnd(run);
  await stop(run);
  if (await isDone(run)) {
    // Its last step was quicker: it tells the rest of the world.
    await client.send(new RedriveExecutionCommand({ executionArn: executionOf(run) }));
    throw atItsEnd(run);
  }
  await close(run);
});

/** Whether all that a run is for is done, so that only telling of it is left. */
async function isDone({ workflow, assetId, cutId, runId }: Run): Promise<boolean> {
  if (cutId) {
    const cut = await Cuts.row(cutId);
    return cut.runId !== runId || !Cuts.isAtWork(cut.status);
  }
  if (!assetId) return false;
  const { status, understanding } = await Assets.get(assetId);
  if (workflow !== "Understand") return status === "ready" || status === "rejected";
  return understanding?.runId === runId && understanding.status === "searchable";
}

const atItsEnd = ({ runId }: Run) => new AppError("conflict", `Run ${runId} has just done its work: nothing to cancel`);

/** One that was never started has nothing to be stopped. */
async function stop(run: Run): Promise<void> {
  const { code: error, message: cause } = REASON;
  try {
    await client.send(new StopExecutionCommand({ executionArn: executionOf(run), error, cause }));
  } catch (failure) {
    if (!(failure instanceof ExecutionDoesNotExist)) throw failure;
  }
}

async function close({ workflow, assetId, cutId, runId }: Run): Promise<void> {
  const open = (await Runs.attemptsOf(runId)).filter(({ status }) => status === "running");
  await Promise.all(open.map((attempt) => Step.end(attempt, REASON)));
  const failure = { reason: REASON, failedStep: open.at(-1)?.step };
  if (workflow === "Reembed") await giveUpReembed(runId, failure);
  else if (cutId) await giveUpCut({ cutId, runId }, failure);
  else if (!assetId) await end(runId, { status: "failed", ...failure });
  else if (workflow === "Understand") await giveUpUnderstanding({ assetId, runId }, failure);
  else await giveUpAsset({ assetId, runId }, failure);
  await archive(runId);
  await noteSpend(runId);
}
