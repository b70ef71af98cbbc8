import { Entity } from "electrodb";
import { config, gsi, key, stamps } from "../table.ts";

/**
 * Who makes the derivatives of certain bytes. An index would answer late; a claim is taken by a conditional write.
 *
 * primary  "is somebody at these bytes, or are they done?"
 * bySize   "which bytes of this number are here?", before they are sent: the answer may be late
 */
export const ClaimEntity = new Entity(
  {
    model: { service: "videoflow", entity: "claim", version: "1" },
    attributes: {
      workspaceId: { type: "string", required: true, readOnly: true },
      fingerprint: { type: "string", required: true, readOnly: true },
      assetId: { type: "string", required: true },
      bytes: { type: "number", required: true },
      ...stamps,
    },
    indexes: {
      primary: key(["workspaceId", "fingerprint"], []),
      bySize: gsi(1, ["workspaceId"], ["bytes", "fingerprint"]),
    },
  },
  config,
);
