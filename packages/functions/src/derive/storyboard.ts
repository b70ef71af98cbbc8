import { basename } from "node:path";
import * as Assets from "@videoflow/core/asset/asset";
import { AssetId } from "@videoflow/core/asset/asset.schema";
import { mediaOf } from "@videoflow/core/asset/place";
import { uploadFile, uriOf } from "@videoflow/core/bucket";
import * as Derivatives from "@videoflow/core/derivative/derivative";
import { fileFacts } from "@videoflow/media/file-facts";
import { storyboard } from "@videoflow/media/storyboard";
import * as z from "zod";
import { task } from "../lambda.ts";
import { framesOf } from "./frames.ts";
import { byFfmpeg } from "./provenance.ts";
import { inScratch } from "./scratch.ts";

/** Puts small pictures of the frames on sprites, for a player's time line. Nothing to do without a picture. */
export const handler = task(z.object({ assetId: AssetId }), async ({ assetId }) => {
  const asset = await Assets.getInspected(assetId);
  const { video } = asset.technical;
  if (!video) return { outcome: "skipped" };
  return inScratch(async (directory) => {
    const { vtt, sprites } = await storyboard(await framesOf(asset), video.endMs, directory);
    const index = mediaOf(asset, `storyboard/${basename(vtt)}`);
    for (const { path } of sprites)
      await uploadFile(path, mediaOf(asset, `storyboard/${basename(path)}`), "image/jpeg");
    // The index last: where it is, its sprites are.
    await uploadFile(vtt, index, "text/vtt");
    return Derivatives.register({
      assetId,
      derivative: {
        ...{ kind: "storyboard", uri: uriOf(index), contentType: "text/vtt" },
        ...(await fileFacts(vtt, ...sprites.map(({ path }) => path))),
        sprites: sprites.map(({ path, width, height }) => ({ name: basename(path), width, height })),
      },
      provenance: await byFfmpeg(asset, "storyboard", { durationMs: video.endMs }),
    });
  });
});
