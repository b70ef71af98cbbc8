import { CustomAttributeType, Entity } from "electrodb";
import { config, key, stamps } from "../table.ts";
import type { SavedSearch } from "./saved-search.schema.ts";

/** primary  all of a workspace's: they are few, and shown together */
export const SavedSearchesEntity = new Entity(
  {
    model: { service: "videoflow", entity: "savedSearches", version: "1" },
    attributes: {
      workspaceId: { type: "string", required: true, readOnly: true },
      searches: { type: CustomAttributeType<SavedSearch[]>("any"), required: true },
      ...stamps,
    },
    indexes: { primary: key(["workspaceId"], []) },
  },
  config,
);
