import * as Assets from "@videoflow/core/asset/asset";
import { mediaOf } from "@videoflow/core/asset/place";
import { make } from "@videoflow/core/derivative/make";
import { writeDocument } from "@videoflow/core/document";
import { materialOf } from "@videoflow/core/scene/material-of";
import { Scenes } from "@videoflow/core/scene/scene.schema";
import { SCENE_RULES, scenesOf } from "@videoflow/core/scene/scenes";
import { isForced } from "@videoflow/core/understanding/steps";
import { UnderstandTask } from "@videoflow/core/understanding/understanding.schema";
import { task } from "../lambda.ts";

/** Merges what was heard, seen and checked into scenes with a description each. */
export const handler = task(UnderstandTask, async ({ assetId, from }) => {
  const asset = await Assets.getInspected(assetId);
  const { material, inputs } = await materialOf(asset);
  const parameters = { durationMs: material.durationMs };
  const provenance = { inputs, operation: "scenes", parameters, tool: SCENE_RULES };
  const { count } = await make({ assetId, kind: "scenes", provenance, force: isForced("Scenes", from) }, async () => {
    const scenes = scenesOf(material);
    const language = material.transcript?.language ?? "und";
    const document = await writeDocument(mediaOf(asset, "scenes.json"), Scenes, {
      ...{ version: 1, assetId, language, scenes },
    });
    return { kind: "scenes", ...document, count: scenes.length };
  });
  return { scenes: count };
});
