import * as Assets from "@videoflow/core/asset/asset";
import { mediaOf } from "@videoflow/core/asset/place";
import * as Derivatives from "@videoflow/core/derivative/derivative";
import { make } from "@videoflow/core/derivative/make";
import { writeDocument } from "@videoflow/core/document";
import { isForced } from "@videoflow/core/understanding/steps";
import { UnderstandTask } from "@videoflow/core/understanding/understanding.schema";
import { readBatches, summaryOf, visionOf } from "@videoflow/core/vision/gather";
import { Vision } from "@videoflow/core/vision/vision.schema";
import { task } from "../lambda.ts";

/** Merges what the batches saw into one document. Nothing to do without a picture. */
export const handler = task(UnderstandTask, async ({ assetId, from }) => {
  const asset = await Assets.getInspected(assetId);
  if (!asset.technical.video) return { outcome: "skipped" };
  const [samples, gathered] = await Promise.all([Derivatives.get(assetId, "samples"), readBatches(asset)]);
  const { labels, faces, text } = gathered.engines;
  const provenance = {
    ...{ inputs: { samples: samples.sha256, seen: gathered.sha256 }, operation: "vision" },
    ...{ parameters: {}, tool: [...new Set([labels, faces, text])].join(", ") },
  };
  const { frames, people } = await make(
    { assetId, kind: "vision", provenance, force: isForced("Gather", from) },
    async () => {
      const vision = visionOf(gathered);
      return {
        kind: "vision",
        ...(await writeDocument(mediaOf(asset, "vision.json"), Vision, vision)),
        ...summaryOf(vision),
      };
    },
  );
  return { frames, people };
});
