import { Entity } from "electrodb";
import { config, key, stamps } from "../table.ts";

/**
 * That an asset has the bytes of another one and lives on what was made of that. Whether it still does is told by the asset.
 *
 * primary  the copies of an asset
 */
export const CopyEntity = new Entity(
  {
    model: { service: "videoflow", entity: "copy", version: "1" },
    attributes: {
      workspaceId: { type: "string", required: true, readOnly: true },
      /** The one that has the derivatives. */
      sourceId: { type: "string", required: true, readOnly: true },
      assetId: { type: "string", required: true, readOnly: true },
      ...stamps,
    },
    indexes: { primary: key(["workspaceId", "sourceId"], ["assetId"]) },
  },
  config,
);
