import * as Assets from "@videoflow/core/asset/asset";
import { indexScenes } from "@videoflow/core/search/index-scenes";
import { isForced } from "@videoflow/core/understanding/steps";
import { UnderstandTask } from "@videoflow/core/understanding/understanding.schema";
import { task } from "../lambda.ts";

/** Embeds the scenes and puts their vectors into the index. */
export const handler = task(UnderstandTask, async ({ assetId, from }) => {
  const { count } = await indexScenes(await Assets.getInspected(assetId), isForced("Embed", from));
  return { vectors: count };
});
