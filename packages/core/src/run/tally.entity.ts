import { Entity } from "electrodb";
import { config, key, stamps } from "../table.ts";

/**
 * How many runs of a workflow ended in an hour, and how. Counted in the transaction in which a run ends, so each counts once.
 *
 * primary  the hours of a span, in their order
 */
export const TallyEntity = new Entity(
  {
    model: { service: "videoflow", entity: "tally", version: "1" },
    attributes: {
      workspaceId: { type: "string", required: true, readOnly: true },
      /** `2026-01-02T03`, in UTC. */
      hour: { type: "string", required: true, readOnly: true },
      workflow: { type: "string", required: true, readOnly: true },
      succeeded: { type: "number" },
      failed: { type: "number" },
      rejected: { type: "number" },
      /** Runs whose time was taken: those that were not redriven, since nobody knows how long they lay. */
      timed: { type: "number" },
      /** Time of all of those together. */
      durationMs: { type: "number" },
      /** Seconds since 1970; DynamoDB deletes it some time after. */
      expiresAt: { type: "number", required: true },
      ...stamps,
    },
    indexes: { primary: key(["workspaceId"], ["hour", "workflow"]) },
  },
  config,
);
