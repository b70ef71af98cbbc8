import { CustomAttributeType, Entity } from "electrodb";
import { config, key, stamps } from "../table.ts";
import { type Derivative, DerivativeKind, type Provenance } from "./derivative.schema.ts";

/** primary  all derivatives of an asset, or one kind */
export const DerivativeEntity = new Entity(
  {
    model: { service: "videoflow", entity: "derivative", version: "1" },
    attributes: {
      workspaceId: { type: "string", required: true, readOnly: true },
      assetId: { type: "string", required: true, readOnly: true },
      kind: { type: DerivativeKind.options, required: true, readOnly: true },
      derivative: { type: CustomAttributeType<Derivative>("any"), required: true },
      provenance: { type: CustomAttributeType<Provenance>("any"), required: true },
      ...stamps,
    },
    indexes: { primary: key(["workspaceId", "assetId"], ["kind"]) },
  },
  config,
);
