import * as Assets from "@videoflow/core/asset/asset";
import { indexWords } from "@videoflow/core/search/index-words";
import { isForced } from "@videoflow/core/understanding/steps";
import { UnderstandTask } from "@videoflow/core/understanding/understanding.schema";
import { task } from "../lambda.ts";

/** Puts the words of an asset's scenes into the search index. */
export const handler = task(UnderstandTask, async ({ assetId, from }) => {
  const { scenes, terms } = await indexWords(await Assets.getInspected(assetId), isForced("Index", from));
  return { scenes, terms };
});
