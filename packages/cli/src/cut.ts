import type { Client } from "@videoflow/client/client";
import type { Cut, Run } from "@videoflow/client/schema";
import { Exit } from "./exit.ts";
import { bytes, duration, print, report } from "./output.ts";
import { patiently } from "./patiently.ts";

const POLL_MS = 500;

const hasEnded = ({ status }: Cut): boolean => status === "finished" || status === "refused" || status === "failed";

/** A run has ended a moment before its last step, which may start the next one. */
const isOver = ({ status, steps }: Run): boolean =>
  status !== "running" && steps.every((step) => step.status !== "running");

/** Waits until nothing is being done to a cut any more, and says how far it is unless it is to be `silent`. */
export async function followCut(api: Client, cutId: string, silent = false): Promise<Cut> {
  let shown = "";
  let cut = await patiently(() => api.getCut({ cutId }));
  while (!hasEnded(cut)) {
    const { runId, status } = cut;
    const run = await patiently(() => api.getRun({ runId }));
    cut = await patiently(() => api.getCut({ cutId }));
    // Composed, and no run goes on with it: it waits to be approved, or was changed by hand.
    if (isOver(run) && cut.runId === runId) return cut;
    const done = run.steps.filter((step) => step.status === "succeeded").length;
    const line = `${status}  ${run.steps.at(-1)?.name ?? "waiting"}  ${done} of ${run.steps.length} steps done`;
    if (!silent && line !== shown) report(line);
    shown = line;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  return cut;
}

/** 0 for a cut that is as it should be, 2 for one that a gate refused, 1 for one that failed. */
export function exitCodeOfCut({ status }: Pick<Cut, "status">): number {
  if (status === "failed") return Exit.failed;
  return status === "refused" ? Exit.rejected : Exit.ok;
}

/** What `--json` prints of a cut: all but the spec, which is a document of its own. */
export const resultOf = ({ spec, ...cut }: Cut) => ({ ...cut, clips: spec?.items.length ?? 0 });

export function showCut({ cutId, title, status, reason, durationMs, spec, verdict, deliverables }: Cut): void {
  const length = durationMs === undefined ? "" : `, ${duration(durationMs)}`;
  print(`${title}  ${status}${length} (${cutId})${reason ? `: ${reason.message}` : ""}`);
  for (const { gate, passed, findings } of verdict?.rounds.at(-1)?.gates ?? []) {
    print(`  ${passed ? "passed" : "FAILED"}  ${gate}  ${findings.length} findings`);
    for (const finding of findings) if (!finding.passed) print(`      ${finding.text}`);
  }
  for (const { words, objection } of verdict?.answers ?? [])
    print(`  ${objection ? "cannot be had" : "done"}  “${words}”${objection ? `: ${objection}` : ""}`);
  for (const words of verdict?.notUnderstood ?? []) print(`  not understood, only looked for  “${words}”`);
  for (const item of spec?.items ?? []) print(`  ${item.id}  ${item.frames} frames  ${item.why}`);
  for (const { name, bytes: size, uri } of deliverables) print(`  ${name}  ${bytes(size)}  ${uri}`);
}
