import { CustomAttributeType, Entity } from "electrodb";
import type { Reason } from "../reason.ts";
import { config, gsi, key, stamps } from "../table.ts";
import { Understanding } from "../understanding/understanding.schema.ts";
import { AssetStatus, type RunTimings } from "./asset.schema.ts";
import { type Format, formatOf } from "./format.ts";
import type { Technical } from "./technical.schema.ts";

/** Where an asset is listed that is to be deleted. */
export const TRASH = "trash";

/**
 * primary   one asset, or all of a workspace: ids sort by time
 * byStatus  the library page: one status, newest first; and the trash, whose assets are listed in no status
 */
export const AssetEntity = new Entity(
  {
    model: { service: "videoflow", entity: "asset", version: "1" },
    attributes: {
      workspaceId: { type: "string", required: true, readOnly: true },
      assetId: { type: "string", required: true, readOnly: true },
      name: { type: "string", required: true },
      status: { type: AssetStatus.options, required: true },
      /** What it is listed under: its status, or the trash. Whoever takes it out of the trash writes the status again. */
      listed: {
        type: [...AssetStatus.options, TRASH] as const,
        label: "status",
        watch: ["status", "deletedAt"],
        set: (_: unknown, row: { status?: AssetStatus; deletedAt?: string }) => (row.deletedAt ? TRASH : row.status),
      },
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
      /** Of the technical facts those that lists show: all of them are most of the row. */
      format: {
        type: CustomAttributeType<Format>("any"),
        watch: ["technical"],
        set: (_: unknown, row: { technical?: Technical }) => row.technical && formatOf(row.technical),
      },
      hasThumbnail: { type: "boolean" },
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
      /** What the attempts of its runs tell, so that they need not be read for who looks at the asset. */
      readyTimings: { type: CustomAttributeType<RunTimings>("any") },
      understoodTimings: { type: CustomAttributeType<RunTimings>("any") },
      readyAt: { type: "string" },
      deletedAt: { type: "string" },
      restoredAt: { type: "string" },
      purgingAt: { type: "string" },
      ...stamps,
    },
    indexes: {
      primary: key(["workspaceId"], ["assetId"]),
      byStatus: gsi(1, ["workspaceId"], ["listed", "assetId"]),
    },
  },
  config,
);
