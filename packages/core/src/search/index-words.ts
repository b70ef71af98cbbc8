import type { Inspected } from "../asset/asset.ts";
import { mediaOf } from "../asset/place.ts";
import { placeOf } from "../bucket.ts";
import type { DerivativeOf } from "../derivative/derivative.schema.ts";
import * as Derivatives from "../derivative/derivative.ts";
import { make } from "../derivative/make.ts";
import { readDocument, writeDocument } from "../document.ts";
import { Scenes } from "../scene/scene.schema.ts";
import { publish } from "./publish.ts";
import { Segment, type SegmentAsset } from "./segment.schema.ts";
import { SEGMENT_RULES, segmentOf } from "./segment.ts";

/** Makes the postings of an asset's scenes and puts them into the table, where searches find them from then on. */
export async function indexWords(asset: Inspected, force: boolean): Promise<DerivativeOf<"segment">> {
  const { assetId } = asset;
  const { uri, sha256 } = await Derivatives.get(assetId, "scenes");
  const provenance = { inputs: { scenes: sha256 }, operation: "index", parameters: {}, tool: SEGMENT_RULES };
  const derivative = await make({ assetId, kind: "segment", provenance, force }, async () => {
    const { scenes } = await readDocument(placeOf(uri), Scenes);
    const segment = segmentOf(assetId, scenes);
    const document = await writeDocument(mediaOf(asset, "segment.json"), Segment, segment);
    const terms = new Set(segment.scenes.flatMap((scene) => scene.terms.map(([term]) => term))).size;
    return { kind: "segment", ...document, scenes: scenes.length, terms };
  });
  // Always: the document may be from a run that was cut off before it came here.
  await publish(await readDocument(placeOf(derivative.uri), Segment), segmentAsset(asset));
  return derivative;
}

/** What the index knows of an asset as a whole. */
export const segmentAsset = ({ name, createdAt, technical, tags, collections }: Inspected): SegmentAsset => ({
  ...{ name, createdAt, durationMs: technical.durationMs },
  ...{ tags: tags ?? [], collections: collections ?? [] },
});
