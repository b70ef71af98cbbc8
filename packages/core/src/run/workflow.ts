import { Resource } from "sst";
import { AppError } from "../error.ts";
import type { Run } from "./run.schema.ts";

/** The state machines of which runs are, by the name of their workflow. */
const MACHINES: Readonly<Record<string, () => { arn: string }>> = {
  Ingest: () => Resource.Ingest,
  Understand: () => Resource.Understand,
  Compose: () => Resource.Compose,
  Render: () => Resource.Render,
  Rebuild: () => Resource.Rebuild,
  Reembed: () => Resource.Reembed,
};

/** ARN of the state machine of a workflow. Throws `conflict` for one that is not deployed any more. */
export function machineOf(workflow: string): string {
  const machine = MACHINES[workflow];
  if (!machine) throw new AppError("conflict", `There is no workflow ${workflow} any more`);
  return machine().arn;
}

/** ARN of a run's execution: it has the run's name. */
export const executionOf = ({ workflow, runId }: Pick<Run, "workflow" | "runId">): string =>
  `${machineOf(workflow).replace(":stateMachine:", ":execution:")}:${runId}`;
