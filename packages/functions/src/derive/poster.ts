import { join } from "node:path";
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

/** Chooses the frame that stands for the asset in a list. Nothing to do without a picture. */
export const handler = task(z.object({ assetId: AssetId }), async ({ assetId }) => {
  const asset = await Assets.getInspected(assetId);
  if (!asset.technical.video) return { outcome: "skipped" };
  return inScratch(async (directory) => {
    const { path, width, height, atMs } = await poster(await framesOf(asset), join(directory, "poster.jpg"));
    const place = mediaOf(asset, "poster.jpg");
    const contentType = "image/jpeg";
    const fixity = await uploadFile(path, place, contentType);
    return Derivatives.register({
      assetId,
      derivative: { kind: "poster", uri: uriOf(place), contentType, ...fixity, width, height, atMs },
      provenance: await byFfmpeg(asset, "poster", { atMs }),
    });
  });
});
