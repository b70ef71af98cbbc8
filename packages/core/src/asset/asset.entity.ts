import { CustomAttributeType, Entity } from "electrodb";
import type { Reason } from "../reason.ts";
import { config, gsi, key, stamps } from "../table.ts";
import { Understanding } from "../understanding/understanding.schema.ts";
import { AssetStatus } from "./asset.schema.ts";
import type { Technical } from "./technical.schema.ts";

/**
 * primary   one asset, or all of a workspace: ids sort by time
 * byStatus  the library page: one status, newest first
 */
export const AssetEntity = new Entity(
  {
    model: { service: "videoflow", entity: "asset", version: "1" },
    attributes: {
      workspaceId: { type: "string", required: true, readOnly: true },
      assetId: { type: "string", required: true, readOnly: true },
      name: { type: "string", required: true },
      status: { type: AssetStatus.options, required: true },
      key: { type: "string", required: true },
      bytes: { type: "number", required: true },
      contentType: { type: "string" },
      etag: { type: "string" },
      sequencer: { type: "string" },
      uploadId: { type: "string" },
      runId: { type: "string" },
      fingerprint: { type: "string" },
      linkedTo: { type: "string" },
      technical: { type: CustomAttributeType<Technical>("any") },
      progress: {
        type: "map",
        properties: { step: { type: "string", required: true }, percent: { type: "number", required: true } },
      },
      reason: { type: CustomAttributeType<Reason>("any") },
      tags: { type: "list", items: { type: "string" } },
      collections: { type: "list", items: { type: "string" } },
      understanding: {
        type: "map",
        properties: {
          status: { type: Understanding.shape.status.options, required: true },
          runId: { type: "string", required: true },
          reason: { type: CustomAttributeType<Reason>("any") },
        },
      },
      readyAt: { type: "string" },
      ...stamps,
    },
    indexes: {
      primary: key(["workspaceId"], ["assetId"]),
      byStatus: gsi(1, ["workspaceId"], ["status", "assetId"]),
    },
  },
  config,
);
