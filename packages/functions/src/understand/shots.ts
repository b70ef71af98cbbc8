import { join } from "node:path";
import * as Assets from "@videoflow/core/asset/asset";
import { mediaOf } from "@videoflow/core/asset/place";
import { download, placeOf } from "@videoflow/core/bucket";
import * as Derivatives from "@videoflow/core/derivative/derivative";
import { PROXY_NAME } from "@videoflow/core/derivative/job";
import { make } from "@videoflow/core/derivative/make";
import { writeDocument } from "@videoflow/core/document";
import { isForced } from "@videoflow/core/understanding/steps";
import { UnderstandTask } from "@videoflow/core/understanding/understanding.schema";
import { Shots } from "@videoflow/core/vision/vision.schema";
import { SHOT_PARAMETERS, shots } from "@videoflow/media/shots";
import { ffmpegTool } from "../derive/provenance.ts";
import { inScratch } from "../derive/scratch.ts";
import { task } from "../lambda.ts";

/** Finds the cuts. Nothing to do without a picture. */
export const handler = task(UnderstandTask, async ({ assetId, from }) => {
  const asset = await Assets.getInspected(assetId);
  if (!asset.technical.video) return { outcome: "skipped" };
  const proxy = await Derivatives.get(assetId, "proxy");
  const provenance = {
    ...{ inputs: { proxy: proxy.sha256 }, operation: "shots", parameters: { ...SHOT_PARAMETERS } },
    tool: await ffmpegTool(),
  };
  const { count } = await make({ assetId, kind: "shots", provenance, force: isForced("Shots", from) }, () =>
    inScratch(async (directory) => {
      const path = join(directory, PROXY_NAME);
      await download(placeOf(proxy.uri), path);
      const found = await shots({ path, ...proxy }, directory);
      const place = mediaOf(asset, "shots.json");
      const document = await writeDocument(place, Shots, { version: 1, assetId, shots: found });
      return { kind: "shots", ...document, count: found.length };
    }),
  );
  return { shots: count };
});
