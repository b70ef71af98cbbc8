import { useActor } from "../actor.ts";
import type { Inspected } from "../asset/asset.ts";
import * as Assets from "../asset/asset.ts";
import { placeOf } from "../bucket.ts";
import { isSame } from "../canonical.ts";
import type { Derivative, DerivativeKind } from "../derivative/derivative.schema.ts";
import * as Derivatives from "../derivative/derivative.ts";
import { readDocument } from "../document.ts";
import { Embeddings } from "./embedding.schema.ts";
import { indexScenes, putScenes, readScenes } from "./index-scenes.ts";
import { segmentAsset } from "./index-words.ts";
import { publish } from "./publish.ts";
import * as SearchIndexes from "./search-index.ts";
import { SegmentEntity } from "./segment.entity.ts";
import { Segment } from "./segment.schema.ts";
import { decodeVector } from "./vector-text.ts";
import { removeVectors } from "./vectors.ts";

/**
 * Puts postings and vectors of an asset back into the index from `segment.json` and `embeddings.json`. What a run is at comes
 * into the index by that run.
 */
export async function restoreIndex(assetId: string): Promise<void> {
  const { technical, fingerprint, ...rest } = await Assets.get(assetId);
  if (!technical || !fingerprint || rest.understanding?.status === "running") return;
  const asset = { ...rest, technical, fingerprint };
  const derivatives = await Derivatives.list(assetId);
  const uriOf = (kind: DerivativeKind) => derivatives.find((derivative: Derivative) => derivative.kind === kind)?.uri;
  const segment = uriOf("segment");
  if (segment) await publish(await readDocument(placeOf(segment), Segment), segmentAsset(asset));
  const embeddings = uriOf("embeddings");
  if (embeddings) await restoreVectors(asset, embeddings);
}

/** Vectors of another model than the index holds are of no use to it: then the scenes are embedded anew. */
async function restoreVectors(asset: Inspected, uri: string): Promise<void> {
  const { current } = await SearchIndexes.get();
  const { model, scenes: embedded } = await readDocument(placeOf(uri), Embeddings);
  if (!isSame(model, current.model)) return void (await indexScenes(asset, false));
  const vectors = embedded.map(({ vector }) => decodeVector(vector, model.dimensions));
  await putScenes(asset, current, await readScenes(asset), vectors);
}

/** Takes an asset out of the index that is no more. */
export async function forgetIndex(assetId: string): Promise<void> {
  const { workspaceId } = useActor();
  const rows = SegmentEntity.query.primary({ workspaceId, assetId });
  const { data } = await rows.go({ pages: "all", attributes: ["part"] });
  for (const { part } of data) {
    const changedAt = new Date().toISOString();
    await SegmentEntity.patch({ workspaceId, assetId, part }).set({ changedAt }).remove(["scenes"]).go();
  }
  const index = await SearchIndexes.find();
  if (index) await removeVectors(index.current.index, assetId, 0);
}
