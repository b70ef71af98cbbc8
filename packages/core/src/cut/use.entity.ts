import { CustomAttributeType, Entity } from "electrodb";
import { config, key, stamps } from "../table.ts";
import type { UsedMoment } from "./use.schema.ts";

/**
 * That an asset is in a cut. It follows from the specs of the cut's revisions, by which a rebuild writes it again.
 *
 * primary  "where was this asset used?", the cut that was ordered last first
 */
export const UseEntity = new Entity(
  {
    model: { service: "videoflow", entity: "use", version: "1" },
    attributes: {
      workspaceId: { type: "string", required: true, readOnly: true },
      assetId: { type: "string", required: true, readOnly: true },
      cutId: { type: "string", required: true, readOnly: true },
      revision: { type: "number", required: true },
      clips: { type: "number", required: true },
      moments: { type: CustomAttributeType<UsedMoment[]>("any"), required: true },
      ...stamps,
    },
    indexes: { primary: key(["workspaceId", "assetId"], ["cutId"]) },
  },
  config,
);
