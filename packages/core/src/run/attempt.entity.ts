import { CustomAttributeType, Entity } from "electrodb";
import type { Usage } from "../cost/usage.schema.ts";
import type { Reason } from "../reason.ts";
import { config, key, stamps } from "../table.ts";
import { RunStatus } from "./run.schema.ts";

/** primary  all attempts at all steps of a run, or one of them */
export const AttemptEntity = new Entity(
  {
    model: { service: "videoflow", entity: "attempt", version: "1" },
    attributes: {
      workspaceId: { type: "string", required: true, readOnly: true },
      runId: { type: "string", required: true, readOnly: true },
      step: { type: "string", required: true, readOnly: true },
      attempt: { type: "number", required: true, readOnly: true, padding: { length: 5, char: "0" } },
      status: { type: RunStatus.options, required: true },
      startedAt: { type: "string", required: true },
      endedAt: { type: "string" },
      durationMs: { type: "number" },
      percent: { type: "number" },
      error: { type: CustomAttributeType<Reason>("any") },
      usage: { type: CustomAttributeType<Usage>("any") },
      ...stamps,
    },
    indexes: { primary: key(["workspaceId", "runId"], ["step", "attempt"]) },
  },
  config,
);
