import { Entity } from "electrodb";
import { config, key, stamps } from "../table.ts";

/**
 * A slow job that will call back, and the task that waits for it. Written before the job is created, so that no answer can
 * come too early.
 *
 * primary  "whom does this answer belong to?"
 */
export const CallbackEntity = new Entity(
  {
    model: { service: "videoflow", entity: "callback", version: "1" },
    attributes: {
      workspaceId: { type: "string", required: true, readOnly: true },
      callbackId: { type: "string", required: true, readOnly: true },
      token: { type: "string", required: true, readOnly: true },
      runId: { type: "string", required: true, readOnly: true },
      assetId: { type: "string", required: true, readOnly: true },
      step: { type: "string", required: true, readOnly: true },
      attempt: { type: "number", required: true, readOnly: true },
      settledAt: { type: "string" },
      /** Seconds since 1970; DynamoDB deletes it some time after. */
      expiresAt: { type: "number", required: true },
      ...stamps,
    },
    indexes: { primary: key(["workspaceId", "callbackId"], []) },
  },
  config,
);
