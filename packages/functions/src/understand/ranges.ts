import * as Assets from "@videoflow/core/asset/asset";
import { rangesOf } from "@videoflow/core/defect/ranges";
import { UnderstandTask } from "@videoflow/core/understanding/understanding.schema";
import { task } from "../lambda.ts";
import { checkedOf } from "./checked.ts";

/** Parts footage into ranges that are measured side by side. */
export const handler = task(UnderstandTask, async ({ assetId }) => {
  const asset = await Assets.getInspected(assetId);
  return { ranges: rangesOf(asset, await checkedOf(asset)) };
});
