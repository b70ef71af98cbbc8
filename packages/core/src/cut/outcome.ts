import type * as z from "zod";
import { useActor } from "../actor.ts";
import { AppError } from "../error.ts";
import { publish } from "../event.ts";
import { fn } from "../fn.ts";
import { end } from "../run/end.ts";
import { failureOf, type RunFailure } from "../run/failure.ts";
import type { Deliverable } from "./cut.schema.ts";
import { readSpec, readVerdict } from "./documents.ts";
import { msOf } from "./frame-rate.ts";
import type { Verdict } from "./gate.schema.ts";
import { row, settle } from "./row.ts";
import { renderComposed } from "./start.ts";
import { CutFailure, CutTask } from "./task.schema.ts";
import { noteUses } from "./use.ts";

/**
 * The gates have judged what the crew composed: `gates.<revision>.json` is written and, when they passed it, the spec. May run
 * again after it was cut off at any line.
 */
export const finishCompose = fn(CutTask, async (task) => {
  const { passed, ...verdict } = await readVerdict(task.cutId, task.revision);
  await (passed ? composed(task) : refused(task, verdict));
  return { passed };
});

async function composed({ cutId, runId, revision }: CutTask): Promise<void> {
  const { workspaceId } = useActor();
  const spec = await readSpec(cutId, revision);
  const { title, frames, frameRate } = spec;
  await settle(cutId, runId, { status: "composed", revision, title, durationMs: msOf(frames, frameRate) });
  await noteUses(spec);
  await end(runId, { status: "succeeded" });
  await publish("cut.composed", { workspaceId, runId, cutId, title, revision });
  await renderComposed(cutId, runId);
}

async function refused({ cutId, runId }: CutTask, { rounds }: Omit<Verdict, "passed">): Promise<void> {
  const { workspaceId } = useActor();
  const stopped = rounds.at(-1)?.gates.find(({ passed }) => !passed);
  if (!stopped) throw new AppError("internal", `Cut ${cutId} was refused, but every gate let it pass`);
  const faults = stopped.findings.filter(({ passed }) => !passed);
  const reason = { code: `gate_${stopped.gate}`, message: faults.map(({ text }) => text).join(" ") };
  await settle(cutId, runId, { status: "refused", reason, refusedBy: stopped.gate });
  await end(runId, { status: "succeeded", reason });
  await publish("cut.refused", { workspaceId, runId, cutId, title: (await row(cutId)).title, reason });
}

/** All deliverables are made and verified. Those of earlier revisions are replaced. May run again. */
export async function finishRender({ cutId, runId, revision }: CutTask, deliverables: Deliverable[]): Promise<void> {
  const { workspaceId } = useActor();
  await settle(cutId, runId, { status: "finished", deliverables });
  await end(runId, { status: "succeeded" });
  await publish("cut.finished", { workspaceId, runId, cutId, title: (await row(cutId)).title, revision });
}

/** Notes that Compose or Render could not do its work, with the reason that its last step gave. What was made stays. */
export const fail = fn(CutFailure, async ({ cutId, runId, error }: z.output<typeof CutFailure>) => {
  const failure = await failureOf({ runId }, error);
  await giveUp({ cutId, runId }, failure);
  return failure.reason;
});

/** Notes that a run ends without having done its work on a cut. */
export async function giveUp({ cutId, runId }: Pick<CutTask, "cutId" | "runId">, failure: RunFailure): Promise<void> {
  const { workspaceId } = useActor();
  const { reason } = failure;
  await settle(cutId, runId, { status: "failed", reason });
  await end(runId, { status: "failed", ...failure });
  await publish("cut.failed", { workspaceId, runId, cutId, title: (await row(cutId)).title, reason });
}
