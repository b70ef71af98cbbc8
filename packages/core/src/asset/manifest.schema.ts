import * as z from "zod";
import { DerivativeRow } from "../derivative/derivative.schema.ts";
import { Asset } from "./asset.schema.ts";

/**
 * `manifest.json` of an asset, in the media bucket: all that the table knows of it once its work has ended, with how each
 * derivative was made. What passes is not in it: how far a run is, and the upload that is over.
 */
export const Manifest = z.object({
  version: z.literal(2),
  asset: Asset.omit({ progress: true, uploadId: true }),
  derivatives: z.array(DerivativeRow.omit({ workspaceId: true, assetId: true, kind: true })),
  /** When the asset took its claim on the bytes of its fingerprint, if it did. */
  claim: z.object({ createdAt: z.iso.datetime(), updatedAt: z.iso.datetime() }).optional(),
});
export type Manifest = z.infer<typeof Manifest>;
