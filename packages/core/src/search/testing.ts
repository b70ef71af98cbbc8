import type { Inspected } from "../asset/asset.ts";
import { technical } from "../derivative/testing.ts";
import { createId } from "../id.ts";
import type { Scene } from "../scene/scene.schema.ts";

/** Scenes of four seconds with these descriptions. */
export const scenesOf = (...descriptions: string[]): Scene[] =>
  descriptions.map((description, index) => ({
    ...{ index, startMs: index * 4000, endMs: (index + 1) * 4000, shots: null, description, evidence: [] },
    ...{ speech: null, labels: [], people: 0, faces: 0, texts: [], colours: [], defects: [], posterFrame: null },
  }));

/** An asset of the workspace with a `scenes.json`; again, to give it other scenes. Domains are loaded when the stage is there. */
export async function assetWith(scenes: Scene[], known?: Inspected): Promise<Inspected> {
  const Assets = await import("../asset/asset.ts");
  const { mediaOf } = await import("../asset/place.ts");
  const Derivatives = await import("../derivative/derivative.ts");
  const { writeDocument } = await import("../document.ts");
  const { Scenes } = await import("../scene/scene.schema.ts");
  const assetId = known?.assetId ?? createId("ast");
  if (!known) {
    await Assets.create({ assetId, name: "a.mov", status: "received", key: `uploads/x/${assetId}/a.mov`, bytes: 1 });
    await Assets.move(assetId, "processing");
    await Assets.move(assetId, "ready", { technical: technical(), fingerprint: "a".repeat(64) });
  }
  const asset = await Assets.getInspected(assetId);
  const document = await writeDocument(mediaOf(asset, "scenes.json"), Scenes, {
    ...{ version: 1, assetId, language: "en", scenes },
  });
  await Derivatives.register({
    assetId,
    derivative: { kind: "scenes", ...document, count: scenes.length },
    provenance: { inputs: {}, operation: "scenes", parameters: {}, tool: "test" },
  });
  return asset;
}
