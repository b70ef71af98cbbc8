import { CustomAttributeType, Entity } from "electrodb";
import { config, key, stamps } from "../table.ts";
import type { VectorIndex } from "./search-index.schema.ts";

/** primary  the one of a workspace */
export const SearchIndexEntity = new Entity(
  {
    model: { service: "videoflow", entity: "searchIndex", version: "1" },
    attributes: {
      workspaceId: { type: "string", required: true, readOnly: true },
      /** The index that is asked, by name: what conditions are about. */
      serving: { type: "string", required: true },
      current: { type: CustomAttributeType<VectorIndex>("any"), required: true },
      next: { type: CustomAttributeType<VectorIndex>("any") },
      filledBy: { type: "string" },
      ...stamps,
    },
    indexes: { primary: key(["workspaceId"], []) },
  },
  config,
);
