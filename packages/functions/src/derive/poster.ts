import * as Assets from "@videoflow/core/asset/asset";
import { AssetId } from "@videoflow/core/asset/asset.schema";
import { mediaOf } from "@videoflow/core/asset/place";
import { uploadFile, uriOf } from "@videoflow/core/bucket";
import * as Derivatives from "@videoflow/core/derivative/derivative";
import { poster } from "@videoflow/media/poster";
import * as z from "zod";
import { task } from "../lambda.ts";
import { framesOf } from "./frames.ts";
import { byFfmpeg } from "./provenance.ts";
import { inScratch } from "./scratch.ts";

/** Chooses the frame that stands for the asset, and makes it small for lists. Nothing to do without a picture. */
export const handler = task(z.object({ assetId: AssetId }), async ({ assetId }) => {
  const asset = await Assets.getInspected(assetId);
  if (!asset.technical.video) return { outcome: "skipped" };
  return inScratch(async (directory) => {
    const { atMs, thumbnail, ...picture } = await poster(await framesOf(asset), directory);
    const provenance = await byFfmpeg(asset, "poster", { atMs });
    const register = async (kind: "poster" | "thumbnail", { path, width, height }: typeof thumbnail) => {
      const place = mediaOf(asset, `${kind}.jpg`);
      const contentType = "image/jpeg";
      const fixity = await uploadFile(path, place, contentType);
      const derivative = { kind, uri: uriOf(place), contentType, ...fixity, width, height, atMs };
      return Derivatives.register({ assetId, derivative, provenance });
    };
    await register("thumbnail", thumbnail);
    // From now on lists ask for it.
    await Assets.describe(assetId, { hasThumbnail: true });
    return register("poster", picture);
  });
});
