import * as Assets from "@videoflow/core/asset/asset";
import { mediaOf } from "@videoflow/core/asset/place";
import { briefOf } from "@videoflow/core/brief/brief";
import { Brief } from "@videoflow/core/brief/brief.schema";
import { briefMaterialOf } from "@videoflow/core/brief/material-of";
import { make } from "@videoflow/core/derivative/make";
import { writeDocument } from "@videoflow/core/document";
import * as Settings from "@videoflow/core/setting/setting";
import { engineOf } from "@videoflow/core/setting/setting.schema";
import { isForced } from "@videoflow/core/understanding/steps";
import { UnderstandTask } from "@videoflow/core/understanding/understanding.schema";
import { task } from "../lambda.ts";

/** Says what the footage is about, with evidence for every statement. Nothing to do where nothing was seen or said. */
export const handler = task(UnderstandTask, async ({ assetId, from }) => {
  const asset = await Assets.getInspected(assetId);
  const { judge } = await Settings.get();
  const { material, inputs } = await briefMaterialOf(asset);
  if (!material) return { outcome: "skipped" };
  const engine = engineOf(judge);
  const provenance = { inputs, operation: "brief", parameters: {}, tool: engine };
  const { title } = await make({ assetId, kind: "brief", provenance, force: isForced("Brief", from) }, async () => {
    const content = await briefOf(material, judge);
    const document = await writeDocument(mediaOf(asset, "brief.json"), Brief, {
      ...{ version: 1, assetId, engine },
      ...content,
    });
    return { kind: "brief", ...document, title: content.title.text, engine };
  });
  return { title };
});
