import { setTimeout } from "node:timers/promises";
import { ExecutionNotRedrivable, RedriveExecutionCommand } from "@aws-sdk/client-sfn";
import * as Assets from "../asset/asset.ts";
import { reopen as reopenCut } from "../cut/row.ts";
import { AppError } from "../error.ts";
import { fn } from "../fn.ts";
import { reopen as reopenUnderstanding } from "../understanding/state.ts";
import { client, findExecution } from "./execution.ts";
import { type Run, RunId } from "./run.schema.ts";
import * as Runs from "./run.ts";
import { executionOf } from "./workflow.ts";

/** How long an execution may take to end after its last step has noted the failure. */
const PATIENCE_MS = 2_000;

/**
 * Takes a run that failed up again in the step that failed; what was done is not done again, and its asset follows. A run that
 * was taken up before and goes on stays as it is. Throws `conflict` when there is nothing to go on with: the run succeeded or
 * goes on, ended more than 14 days ago, or another run has been at its asset since.
 */
export const redrive = fn(RunId, async (runId): Promise<void> => {
  const run = await Runs.row(runId);
  if (run.status === "succeeded") throw new AppError("conflict", `Run ${runId} has succeeded: replay it instead`);
  // What it held is free since it failed, and another one finds what it did.
  if (run.workflow === "Reembed")
    throw new AppError("conflict", `Run ${runId} is not taken up again: replay it instead`);
  const execution = await ended(run);
  if (!execution) {
    if (run.redrives) return;
    throw new AppError("conflict", `Run ${runId} goes on: cancel it first`);
  }
  const { redriveStatus, redriveStatusReason, redriveCount = 0 } = execution;
  if (redriveStatus !== "REDRIVABLE") {
    throw new AppError("conflict", `Run ${runId} cannot be taken up again: ${redriveStatusReason}; replay it instead`);
  }
  await reopenSubject(run);
  await Runs.reopen(runId, redriveCount + 1);
  try {
    await client.send(new RedriveExecutionCommand({ executionArn: executionOf(run) }));
  } catch (error) {
    // Somebody else was asked for it at the same time.
    if (!(error instanceof ExecutionNotRedrivable)) throw error;
  }
});

/** The run's execution, once it has ended; undefined while it goes on. A run is noted as failed just before that. */
async function ended(run: Run) {
  for (const until = Date.now() + PATIENCE_MS; ; await setTimeout(50)) {
    const execution = await findExecution(run);
    if (!execution) throw new AppError("conflict", `Run ${run.runId} has no execution any more: replay it instead`);
    if (execution.status !== "RUNNING") return execution;
    if (run.status === "running") return undefined;
    if (Date.now() > until) throw new AppError("busy", `Run ${run.runId} is about to end; ask again`);
  }
}

/** What a run is about goes on with it. A rebuild is about nothing that has a state. */
async function reopenSubject({ workflow, assetId, cutId, runId }: Run): Promise<void> {
  if (cutId) return reopenCut(cutId, runId, workflow === "Render" ? "Render" : "Compose");
  if (!assetId) return;
  if (workflow === "Understand") return reopenUnderstanding(assetId, runId);
  return Assets.reopen(assetId, runId, { status: "processing" });
}
