import { Entity } from "electrodb";
import { config, key, stamps } from "../table.ts";

/** primary   one share, or all of a cut. It is gone from the table some time after it expired. */
export const ShareEntity = new Entity(
  {
    model: { service: "videoflow", entity: "share", version: "1" },
    attributes: {
      workspaceId: { type: "string", required: true, readOnly: true },
      cutId: { type: "string", required: true, readOnly: true },
      shareId: { type: "string", required: true, readOnly: true },
      hash: { type: "string", required: true, readOnly: true },
      createdBy: { type: "string", required: true, readOnly: true },
      expiresOn: { type: "string", required: true, readOnly: true },
      expiresAt: { type: "number", required: true, readOnly: true },
      ...stamps,
    },
    indexes: { primary: key(["workspaceId", "cutId"], ["shareId"]) },
  },
  config,
);
