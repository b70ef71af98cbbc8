import { CustomAttributeType, Entity } from "electrodb";
import { config, gsi, key, stamps } from "../table.ts";
import type { SegmentAsset } from "./segment.schema.ts";

/**
 * The postings of an asset's scenes, some hundred scenes a row. A row whose scenes are gone stays without `scenes`, so that
 * whoever holds the index in memory learns of it.
 *
 * primary    all of an asset
 * byChange   "what has changed since?", of a workspace
 */
export const SegmentEntity = new Entity(
  {
    model: { service: "videoflow", entity: "segment", version: "1" },
    attributes: {
      workspaceId: { type: "string", required: true, readOnly: true },
      assetId: { type: "string", required: true, readOnly: true },
      part: { type: "number", required: true, readOnly: true, padding: { length: 5, char: "0" } },
      changedAt: { type: "string", required: true },
      /** The number of its first scene within the asset. */
      firstScene: { type: "number", required: true },
      /** IndexedScene[] as JSON, gzipped. */
      scenes: { type: CustomAttributeType<Uint8Array>("any") },
      asset: { type: CustomAttributeType<SegmentAsset>("any"), required: true },
      /** Of an asset that went for good: seconds since 1970; DynamoDB deletes it some time after. */
      expiresAt: { type: "number" },
      ...stamps,
    },
    indexes: {
      primary: key(["workspaceId", "assetId"], ["part"]),
      byChange: gsi(2, ["workspaceId"], ["changedAt", "assetId", "part"]),
    },
  },
  config,
);
