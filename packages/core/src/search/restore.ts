import { useActor } from "../actor.ts";
import type { Asset } from "../asset/asset.schema.ts";
import type { Inspected } from "../asset/asset.ts";
import { type ObjectPlace, placeOf } from "../bucket.ts";
import { isSame } from "../canonical.ts";
import type { Derivative, DerivativeKind } from "../derivative/derivative.schema.ts";
import { readDocument } from "../document.ts";
import { Scenes } from "../scene/scene.schema.ts";
import { Embeddings } from "./embedding.schema.ts";
import { indexScenes, putScenes } from "./index-scenes.ts";
import { segmentAsset } from "./index-words.ts";
import { publish } from "./publish.ts";
import * as SearchIndexes from "./search-index.ts";
import { SegmentEntity } from "./segment.entity.ts";
import { Segment } from "./segment.schema.ts";
import { decodeVector } from "./vector-text.ts";
import { removeVectors } from "./vectors.ts";

/** Puts postings and vectors of an asset back into the index from `segment.json` and `embeddings.json`. */
export async function restoreIndex(
  { technical, fingerprint, ...rest }: Asset,
  derivatives: readonly { readonly derivative: Derivative }[],
): Promise<void> {
  if (!technical || !fingerprint) return;
  const asset = { ...rest, technical, fingerprint };
  const placeOfKind = (kind: DerivativeKind) => {
    const found = derivatives.find(({ derivative }) => derivative.kind === kind);
    return found && placeOf(found.derivative.uri);
  };
  const [segment, scenes, embeddings] = [placeOfKind("segment"), placeOfKind("scenes"), placeOfKind("embeddings")];
  if (segment) await publish(await readDocument(segment, Segment), segmentAsset(asset));
  if (scenes && embeddings) await restoreVectors(asset, scenes, embeddings);
}

/** Vectors of another model than the index holds are of no use to it: then the scenes are embedded anew. */
async function restoreVectors(asset: Inspected, scenes: ObjectPlace, embeddings: ObjectPlace): Promise<void> {
  const { current } = await SearchIndexes.get();
  const { model, scenes: embedded } = await readDocument(embeddings, Embeddings);
  if (!isSame(model, current.model)) return void (await indexScenes(asset, false));
  const vectors = embedded.map(({ vector }) => decodeVector(vector, model.dimensions));
  await putScenes(asset, current, (await readDocument(scenes, Scenes)).scenes, vectors);
}

/**
 * Takes an asset out of the index. Its rows stay without scenes, so that whoever holds the index in memory learns of it; with
 * `expiresAt` (seconds since 1970) until then.
 */
export async function forgetIndex(assetId: string, expiresAt?: number): Promise<void> {
  const { workspaceId } = useActor();
  const rows = SegmentEntity.query.primary({ workspaceId, assetId });
  const { data } = await rows.go({ pages: "all", attributes: ["part"] });
  for (const { part } of data) {
    const changedAt = new Date().toISOString();
    await SegmentEntity.patch({ workspaceId, assetId, part })
      .set({ changedAt, ...(expiresAt && { expiresAt }) })
      .remove(["scenes"])
      .go();
  }
  const index = await SearchIndexes.find();
  for (const one of [index?.current, index?.next]) if (one) await removeVectors(one.index, assetId, 0);
}
