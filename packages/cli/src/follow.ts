import type { Client } from "@videoflow/client/client";
import type { Run } from "@videoflow/client/schema";
import { report } from "./output.ts";
import { patiently } from "./patiently.ts";

const POLL_MS = 500;

/** Waits for the end of a run that works in batches, and says how far it is unless it is to be `silent`. */
export async function follow(api: Client, runId: string, silent = false): Promise<Run> {
  let shown = "";
  let run = await api.getRun({ runId });
  for (; run.status === "running"; run = await patiently(() => api.getRun({ runId }))) {
    const line = progressOf(run);
    if (!silent && line !== shown) report(line);
    shown = line;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  return run;
}

/** `Restore  12 of 40 batches` */
export function progressOf({ steps, batches }: Pick<Run, "steps" | "batches">): string {
  const [name = "Scan"] = steps.at(-1)?.name.split(".") ?? [];
  return batches ? `${name}  ${batches.done} of ${batches.total} batches` : name;
}
