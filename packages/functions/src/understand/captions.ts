import * as Assets from "@videoflow/core/asset/asset";
import { makeCaptions } from "@videoflow/core/transcript/make-captions";
import { isForced } from "@videoflow/core/understanding/steps";
import { UnderstandTask } from "@videoflow/core/understanding/understanding.schema";
import { task } from "../lambda.ts";

/** Makes captions of what was heard. Nothing to do without a transcript. */
export const handler = task(UnderstandTask, async ({ assetId, from }) => {
  const captions = await makeCaptions(await Assets.getInspected(assetId), isForced("Captions", from));
  return captions ? { cues: captions.cues } : { outcome: "skipped" };
});
