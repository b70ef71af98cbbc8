import { Entity } from "electrodb";
import { config, key, stamps } from "../table.ts";

/**
 * Until when an identity has used up its requests to a workspace, at the rate that it may make them.
 *
 * primary  "may this one make some more?"
 */
export const ThrottleEntity = new Entity(
  {
    model: { service: "videoflow", entity: "throttle", version: "1" },
    attributes: {
      workspaceId: { type: "string", required: true, readOnly: true },
      /** An operator's email, or the id of a key. */
      identity: { type: "string", required: true, readOnly: true },
      /** Epoch milliseconds. */
      usedUntil: { type: "number", required: true },
      /** Seconds since 1970; DynamoDB deletes it some time after. */
      expiresAt: { type: "number", required: true },
      ...stamps,
    },
    indexes: { primary: key(["workspaceId", "identity"], []) },
  },
  config,
);
