import * as z from "zod";
import { AssetId } from "../asset/asset.schema.ts";
import { Ms } from "../span.ts";
import { WorkspaceId } from "../workspace/workspace.schema.ts";
import { CutSummary } from "./cut.schema.ts";
import { CutId } from "./cut-id.ts";

/** A range of an asset, and where in the cut it begins. */
const UsedMoment = z.object({ startMs: Ms, endMs: Ms, atMs: Ms }).meta({ id: "UsedMoment" });
export type UsedMoment = z.infer<typeof UsedMoment>;

/** That an asset is in a cut, as it is kept: of the latest accepted revision that has it, its first moments in the order of the cut. */
export const Use = z.object({
  workspaceId: WorkspaceId,
  assetId: AssetId,
  cutId: CutId,
  revision: z.int().positive(),
  /** How many clips of the revision show it. */
  clips: z.int().positive(),
  moments: z.array(UsedMoment),
});
export type Use = z.infer<typeof Use>;

/** A cut in which an asset is. `revision` is the latest that has it: before `cut.revision`, it has been taken out since. */
export const UseInfo = Use.pick({ revision: true, clips: true, moments: true })
  .extend({ cut: CutSummary })
  .meta({ id: "Use" });
export type UseInfo = z.infer<typeof UseInfo>;

export const UsePage = z.object({ items: z.array(UseInfo), cursor: z.string().nullable() }).meta({ id: "UsePage" });
export type UsePage = z.infer<typeof UsePage>;
