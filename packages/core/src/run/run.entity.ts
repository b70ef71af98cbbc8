import { CustomAttributeType, Entity } from "electrodb";
import type { Reason } from "../reason.ts";
import type { Rebuilt } from "../rebuild/rebuilt.schema.ts";
import type { Reembedded } from "../reembed/reembedded.schema.ts";
import { config, gsi, key, stamps } from "../table.ts";
import { RunStatus } from "./run.schema.ts";

/**
 * primary   one run, or all of a workspace: ids sort by time
 * byStatus  what is being worked on, and what failed, newest first
 */
export const RunEntity = new Entity(
  {
    model: { service: "videoflow", entity: "run", version: "1" },
    attributes: {
      workspaceId: { type: "string", required: true, readOnly: true },
      runId: { type: "string", required: true, readOnly: true },
      assetId: { type: "string", readOnly: true },
      cutId: { type: "string", readOnly: true },
      workflow: { type: "string", required: true, readOnly: true },
      status: { type: RunStatus.options, required: true },
      startedAt: { type: "string", required: true, readOnly: true },
      endedAt: { type: "string" },
      reason: { type: CustomAttributeType<Reason>("any") },
      failedStep: { type: "string" },
      redrives: { type: "number" },
      partial: { type: "boolean" },
      batches: { type: "number" },
      rebuilt: { type: CustomAttributeType<Rebuilt>("any") },
      reembedded: { type: CustomAttributeType<Reembedded>("any") },
      ...stamps,
    },
    indexes: {
      primary: key(["workspaceId"], ["runId"]),
      byStatus: gsi(1, ["workspaceId"], ["status", "runId"]),
    },
  },
  config,
);
