import { Entity } from "electrodb";
import { config, key, stamps } from "../table.ts";

/** primary  a workspace itself */
export const WorkspaceEntity = new Entity(
  {
    model: { service: "videoflow", entity: "workspace", version: "1" },
    attributes: {
      workspaceId: { type: "string", required: true, readOnly: true },
      name: { type: "string", required: true },
      ...stamps,
    },
    indexes: { primary: key(["workspaceId"], []) },
  },
  config,
);
