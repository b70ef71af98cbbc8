import type { AssetSummary, CutSummary, RunSummary } from "@videoflow/client/schema";

export type AssetStatus = AssetSummary["status"];
export type RunStatus = RunSummary["status"];
export type CutStatus = CutSummary["status"];

/** The tones in which states are shown; each is a colour token. */
export type Tone = "plain" | "transfer" | "busy" | "ready" | "rejected" | "failed";

interface StatusText {
  readonly label: string;
  readonly tone: Tone;
}

export const assetStatuses = {
  uploading: { label: "Uploading", tone: "transfer" },
  received: { label: "Waiting", tone: "plain" },
  processing: { label: "Processing", tone: "busy" },
  ready: { label: "Ready", tone: "ready" },
  rejected: { label: "Rejected", tone: "rejected" },
  failed: { label: "Failed", tone: "failed" },
} as const satisfies Record<AssetStatus, StatusText>;

export const runStatuses = {
  running: { label: "Running", tone: "busy" },
  succeeded: { label: "Done", tone: "ready" },
  failed: { label: "Failed", tone: "failed" },
} as const satisfies Record<RunStatus, StatusText>;

/** A run that did its work may have found that its subject is not to be used. */
export function runStatusOf({ status, reason, cutId }: RunSummary): StatusText {
  if (status !== "succeeded" || !reason) return runStatuses[status];
  return { label: cutId ? "Refused" : "Rejected", tone: "rejected" };
}

export const cutStatuses = {
  composing: { label: "Being composed", tone: "busy" },
  refused: { label: "Refused", tone: "rejected" },
  composed: { label: "To be approved", tone: "plain" },
  rendering: { label: "Rendering", tone: "busy" },
  finished: { label: "Finished", tone: "ready" },
  failed: { label: "Failed", tone: "failed" },
} as const satisfies Record<CutStatus, StatusText>;

/** Whether a cut will change without anybody doing something. */
export const isBeingMade = (status: CutStatus): boolean => status === "composing" || status === "rendering";

/** A step in the graph of its run; `idle` is one to which the run has not come. */
export const nodeStates = {
  idle: { label: "Not begun", tone: "plain" },
  ...runStatuses,
} as const satisfies Record<"idle" | RunStatus, StatusText>;

/** Whether the state will change without anybody doing something: then it is worth asking again soon. */
export function isInWork(status: AssetStatus): boolean {
  return status === "uploading" || status === "received" || status === "processing";
}

/** Whether more will be known of an asset that is ready without anybody doing something. A copy is known by its original. */
export function isBeingUnderstood({ status, understanding, linkedTo }: AssetSummary): boolean {
  return status === "ready" && !linkedTo && (understanding === undefined || understanding.status === "running");
}
