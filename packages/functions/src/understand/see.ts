import * as Assets from "@videoflow/core/asset/asset";
import { isForced } from "@videoflow/core/understanding/steps";
import { UnderstandTask } from "@videoflow/core/understanding/understanding.schema";
import { FrameBatch } from "@videoflow/core/vision/batch.schema";
import { see } from "@videoflow/core/vision/see";
import { task } from "../lambda.ts";

/** Looks at one batch of frames. */
export const handler = task(
  UnderstandTask.extend({ frames: FrameBatch }),
  async ({ assetId, runId, from, frames }, tell) =>
    see({ asset: await Assets.getInspected(assetId), runId, frames, force: isForced("See", from), tell }),
);
