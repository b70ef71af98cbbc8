import * as z from "zod";
import { Asset, AssetStatus, Sha256 } from "./asset.schema.ts";

/** Which files to look for: those of so many bytes. All empty files are the same: nobody needs to ask. */
export const KnownQuery = z.object({ bytes: z.coerce.number().int().positive() });

/** Bytes that are here, by the asset that has them. `deletedAt` is there while that is in the trash. */
export const KnownFile = Asset.pick({ assetId: true, name: true, deletedAt: true })
  .extend({ fingerprint: Sha256, status: AssetStatus.extract(["received", "processing", "ready"]) })
  .meta({ id: "KnownFile" });
export type KnownFile = z.infer<typeof KnownFile>;
