import { CustomAttributeType, Entity } from "electrodb";
import { config, key, stamps } from "../table.ts";
import type { Settings } from "./setting.schema.ts";

/** primary  the settings of a workspace */
export const SettingEntity = new Entity(
  {
    model: { service: "videoflow", entity: "setting", version: "1" },
    attributes: {
      workspaceId: { type: "string", required: true, readOnly: true },
      settings: { type: CustomAttributeType<Settings>("any"), required: true },
      ...stamps,
    },
    indexes: { primary: key(["workspaceId"], []) },
  },
  config,
);
