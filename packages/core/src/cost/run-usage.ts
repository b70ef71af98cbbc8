import { sumOf } from "./meter.ts";
import { transitionsOf } from "./transitions.ts";
import type { Usage } from "./usage.schema.ts";

interface Used {
  readonly step: string;
  readonly usage?: Usage | undefined;
}

/** All that a run has used: its attempts, and the transitions between them. */
export const usageOfRun = (workflow: string, attempts: readonly Used[]): Usage =>
  sumOf({ "states.transitions": transitionsOf(workflow, attempts) }, ...attempts.map(({ usage }) => usage));
