import { Entity } from "electrodb";
import { config, gsi, key, stamps } from "../table.ts";
import { Role } from "./role.schema.ts";

/**
 * primary  one operator, or all of a workspace
 * byEmail  "where may this person come in?", across workspaces. It answers late: what it finds is read again by its key.
 */
export const OperatorEntity = new Entity(
  {
    model: { service: "videoflow", entity: "operator", version: "1" },
    attributes: {
      workspaceId: { type: "string", required: true, readOnly: true },
      operatorId: { type: "string", required: true, readOnly: true },
      email: { type: "string", required: true, readOnly: true },
      name: { type: "string", required: true },
      role: { type: Role.options, required: true },
      subject: { type: "string" },
      lastSeenAt: { type: "string" },
      ...stamps,
    },
    indexes: {
      primary: key(["workspaceId"], ["operatorId"]),
      byEmail: gsi(1, ["email"], ["workspaceId"]),
    },
  },
  config,
);
