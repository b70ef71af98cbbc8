import * as z from "zod";
import { AssetId } from "../asset/asset.schema.ts";
import * as Assets from "../asset/asset.ts";
import { start as startIngest } from "../asset/receive.ts";
import { CutId } from "../cut/cut-id.ts";
import { composeAgain, render } from "../cut/start.ts";
import { AppError } from "../error.ts";
import { fn, parse } from "../fn.ts";
import { createId } from "../id.ts";
import { startRebuild } from "../rebuild/start.ts";
import { startReembed } from "../reembed/start.ts";
import { startAnother } from "../understanding/start.ts";
import { UnderstandStep } from "../understanding/understanding.schema.ts";
import { findExecution } from "./execution.ts";
import { type Run, RunId } from "./run.schema.ts";
import * as Runs from "./run.ts";

/** What a run of each workflow can be told; for whom and under which id it works is not for people to say. */
const INPUTS = {
  Ingest: z.strictObject({ assetId: AssetId }),
  Understand: z.strictObject({ assetId: AssetId, from: UnderstandStep.nullable().default(null) }),
  Compose: z.strictObject({ cutId: CutId, revision: z.int().positive().optional() }),
  Render: z.strictObject({ cutId: CutId, revision: z.int().positive().optional() }),
  Rebuild: z.strictObject({}),
  Reembed: z.strictObject({}),
};
type Workflow = keyof typeof INPUTS;

export const Replay = z.object({ runId: RunId, input: z.record(z.string(), z.unknown()).optional() });

/** An input never changes, and Step Functions answers only so many who ask for it. */
const REMEMBERED = 500;
const inputs = new Map<string, Record<string, unknown>>();

/** What a run was told, as a replay takes it. */
export async function inputOf(run: Run): Promise<Record<string, unknown>> {
  const remembered = inputs.get(run.runId);
  if (remembered) return remembered;
  const execution = await findExecution(run);
  if (!execution?.input)
    return { ...(run.assetId && { assetId: run.assetId }), ...(run.cutId && { cutId: run.cutId }) };
  const { workspaceId, runId, redrives, ...input } = JSON.parse(execution.input) as Record<string, unknown>;
  if (inputs.size >= REMEMBERED) inputs.clear();
  inputs.set(run.runId, input);
  return input;
}

/**
 * Starts a new run with what a run that has ended was told, or with another `input`. Returns the new run. Throws `invalid` for
 * an input that the workflow does not take, and `conflict` for an asset whose state does not allow it, or that is being worked
 * on, so that of two at once only one starts.
 */
export const replay = fn(Replay, async ({ runId, input }): Promise<{ runId: string }> => {
  const run = await Runs.row(runId);
  if (run.status === "running") throw new AppError("conflict", `Run ${runId} goes on: cancel it first`);
  const told = input ?? (await inputOf(run));
  switch (run.workflow as Workflow) {
    case "Ingest":
      return ingestAgain(parse(INPUTS.Ingest, told).assetId);
    case "Understand": {
      const { assetId, from } = parse(INPUTS.Understand, told);
      return startAnother(assetId, from);
    }
    case "Compose":
      return composeAgain(parse(INPUTS.Compose, told).cutId);
    case "Render":
      return render(parse(INPUTS.Render, told).cutId);
    case "Rebuild":
      parse(INPUTS.Rebuild, told);
      return startRebuild();
    case "Reembed":
      parse(INPUTS.Reembed, told);
      return startReembed();
    default:
      throw new AppError("conflict", `Runs of workflow ${run.workflow} cannot be replayed`);
  }
});

/** From the beginning, as if the original had just come. One that waits for a run that was never started gets it. */
async function ingestAgain(assetId: string): Promise<{ runId: string }> {
  const { status, runId: failedIn } = await Assets.get(assetId);
  if (status === "failed" && failedIn)
    await Assets.reopen(assetId, failedIn, { status: "received", runId: createId("run") });
  else if (status !== "received") {
    throw new AppError("conflict", `Asset ${assetId} is ${status}: only one that failed can be ingested again`);
  }
  const asset = await Assets.get(assetId);
  if (!asset.runId) throw new AppError("conflict", `Asset ${assetId} waits for its first run`);
  await startIngest(asset);
  return { runId: asset.runId };
}
