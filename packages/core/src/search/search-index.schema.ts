import * as z from "zod";
import { RunId } from "../run/run.schema.ts";
import { WorkspaceId } from "../workspace/workspace.schema.ts";
import { EmbeddingModel } from "./embedding.schema.ts";

/** A vector index and what its vectors were made by. */
export const VectorIndex = z
  .object({
    /** Its name in the vector bucket. */
    index: z.string().min(1),
    model: EmbeddingModel,
    /** SCENE_TEXT_VERSION when it was begun. */
    textVersion: z.int().positive(),
  })
  .meta({ id: "VectorIndex" });
export type VectorIndex = z.infer<typeof VectorIndex>;

/**
 * Which index a workspace's searches ask (`current`), and which one is being filled to take its place (`next`). `filledBy` is the
 * run of Reembed that fills `next`; without a `next`, the one that filled `current`.
 */
export const SearchIndex = z.object({
  workspaceId: WorkspaceId,
  current: VectorIndex,
  next: VectorIndex.optional(),
  filledBy: RunId.optional(),
});
export type SearchIndex = z.infer<typeof SearchIndex>;
