import { CustomAttributeType, Entity } from "electrodb";
import { config, gsi, key, stamps } from "../table.ts";
import { Role, type Scope } from "./role.schema.ts";

/**
 * primary  one key, or all of a workspace
 * byKey    "whose is this key?", across workspaces. It answers late: what it finds is read again by its key.
 */
export const KeyEntity = new Entity(
  {
    model: { service: "videoflow", entity: "key", version: "1" },
    attributes: {
      workspaceId: { type: "string", required: true, readOnly: true },
      keyId: { type: "string", required: true, readOnly: true },
      name: { type: "string", required: true },
      role: { type: Role.options, required: true, readOnly: true },
      scopes: { type: CustomAttributeType<Scope[]>("any"), readOnly: true },
      hash: { type: "string", required: true, readOnly: true },
      createdBy: { type: "string", required: true, readOnly: true },
      expiresOn: { type: "string", readOnly: true },
      lastUsedAt: { type: "string" },
      revokedAt: { type: "string" },
      ...stamps,
    },
    indexes: {
      primary: key(["workspaceId"], ["keyId"]),
      byKey: gsi(1, ["keyId"], []),
    },
  },
  config,
);
