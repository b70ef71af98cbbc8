import { Entity } from "electrodb";
import { config, key, stamps } from "../table.ts";

/** primary  what came of the request that was made with a key */
export const IdempotencyEntity = new Entity(
  {
    model: { service: "videoflow", entity: "idempotency", version: "1" },
    attributes: {
      workspaceId: { type: "string", required: true, readOnly: true },
      /** SHA-256 of the key: keys are as long as people like. */
      keyHash: { type: "string", required: true, readOnly: true },
      /** SHA-256 of method, path and body. */
      request: { type: "string", required: true },
      /** Epoch milliseconds until which somebody is at it; absent once there is an answer. */
      lockedUntil: { type: "number" },
      answer: {
        type: "map",
        properties: {
          status: { type: "number", required: true },
          contentType: { type: "string", required: true },
          /** gzip, in base64: an answer with a thousand signed URLs must fit into an item. */
          body: { type: "string", required: true },
        },
      },
      /** Epoch seconds. */
      expiresAt: { type: "number", required: true },
      ...stamps,
    },
    indexes: { primary: key(["workspaceId"], ["keyHash"]) },
  },
  config,
);
