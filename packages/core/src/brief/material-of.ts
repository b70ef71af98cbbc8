import type { Inspected } from "../asset/asset.ts";
import { placeOf } from "../bucket.ts";
import * as Derivatives from "../derivative/derivative.ts";
import { readDocument } from "../document.ts";
import { materialOf } from "../scene/material-of.ts";
import { Scenes } from "../scene/scene.schema.ts";
import { type BriefMaterial, toldScenes } from "./material.ts";

/**
 * Reads what a brief is made of. `material` is undefined when nothing can be said of the asset: no picture was seen and no
 * word heard.
 */
export async function briefMaterialOf(
  asset: Inspected,
): Promise<{ material: BriefMaterial | undefined; inputs: Record<string, string> }> {
  const [{ material, inputs }, { uri, sha256 }] = await Promise.all([
    materialOf(asset),
    Derivatives.get(asset.assetId, "scenes"),
  ]);
  const { scenes } = await readDocument(placeOf(uri), Scenes);
  const { durationMs, vision, transcript } = material;
  const whole = { durationMs, scenes, vision, words: transcript?.words ?? [] };
  return {
    material: toldScenes(whole).length > 0 ? whole : undefined,
    inputs: { ...inputs, scenes: sha256 },
  };
}
