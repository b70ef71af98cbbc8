import type { Run } from "@videoflow/client/schema";
import { CancelButton } from "./cancel-button.tsx";
import { RedriveButton } from "./redrive-button.tsx";
import { ReplayButton } from "./replay-button.tsx";

/** What can be done with a run in the state in which it is. */
export function RunActions({ run }: { readonly run: Run }) {
  if (run.status === "running") return <CancelButton runId={run.runId} />;
  return (
    <div className="flex flex-wrap gap-2">
      {run.status === "failed" && <RedriveButton run={run} />}
      <ReplayButton runId={run.runId} />
    </div>
  );
}
