import * as z from "zod";
import { DefectKind } from "../defect/defect.schema.ts";
import { idSchema } from "../id.ts";
import { WorkspaceId } from "../workspace/workspace.schema.ts";

export const SearchId = idSchema("srh");

const names = z.array(z.string().min(1).max(200)).max(20).optional();
const whole = z.int().nonnegative().optional();
const day = z.iso.date().optional();

/** What `GET /search` is asked: words and filters, without page. What is left out narrows nothing down. */
export const SavedQuery = z
  .strictObject({
    q: z.string().max(500).optional(),
    label: names,
    text: names,
    people: whole,
    speech: z.enum(["true", "false"]).optional(),
    defect: z
      .array(z.union([DefectKind, z.literal("none")]))
      .max(20)
      .optional(),
    minDurationMs: whole,
    maxDurationMs: whole,
    after: day,
    before: day,
    tag: names,
    collection: names,
  })
  .meta({ id: "SavedQuery" });
export type SavedQuery = z.infer<typeof SavedQuery>;

export const NewSearch = z
  .object({ name: z.string().trim().min(1).max(64), query: SavedQuery })
  .meta({ id: "NewSearch" });
export const SearchChange = NewSearch.partial().meta({ id: "SearchChange" });

/** A search that a workspace has given a name. */
export const SavedSearch = NewSearch.extend({ searchId: SearchId, createdAt: z.iso.datetime() }).meta({
  id: "SavedSearch",
});
export type SavedSearch = z.infer<typeof SavedSearch>;

/** `searches.json` of a workspace, in the media bucket: its row of the table. */
export const SearchesDocument = z.object({
  version: z.literal(1),
  workspaceId: WorkspaceId,
  searches: z.array(SavedSearch),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
