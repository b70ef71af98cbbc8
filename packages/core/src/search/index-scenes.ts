import type { Inspected } from "../asset/asset.ts";
import { mediaOf } from "../asset/place.ts";
import { placeOf } from "../bucket.ts";
import type { DerivativeOf } from "../derivative/derivative.schema.ts";
import * as Derivatives from "../derivative/derivative.ts";
import { make } from "../derivative/make.ts";
import { readDocument, writeDocument } from "../document.ts";
import { AppError } from "../error.ts";
import { type Scene, Scenes } from "../scene/scene.schema.ts";
import { Embeddings } from "./embedding.schema.ts";
import { embed } from "./embedding.ts";
import { sceneFacts } from "./scene-facts.ts";
import { fit, SCENE_TEXT_VERSION, sceneText } from "./scene-text.ts";
import type { VectorIndex } from "./search-index.schema.ts";
import * as SearchIndexes from "./search-index.ts";
import { decodeVector, encodeVector } from "./vector-text.ts";
import { putVectors, removeVectors } from "./vectors.ts";

/**
 * Embeds the scenes of an asset and puts their vectors into the workspace's index, and into the one that is being filled to take
 * its place. What was embedded before is not embedded again, so this also restores an index from the bucket. `embeddings.json`
 * holds the vectors of the newer model. An index that comes to be filled, or to serve, meanwhile is filled as well: whoever fills
 * it may have come by this asset before its scenes were there.
 */
export async function indexScenes(asset: Inspected, force: boolean): Promise<DerivativeOf<"embeddings">> {
  const { current, next } = await SearchIndexes.get();
  const newest = next ?? (await SearchIndexes.serving());
  const embeddings = await fillIndex(asset, newest, force);
  if (next && (await SearchIndexes.canEmbed(current.model))) {
    const scenes = await readScenes(asset);
    const { texts } = textsOf(scenes);
    await putScenes(asset, current, scenes, await embed(texts, current.model));
  }
  const now = await SearchIndexes.get();
  const filled = [current.index, newest.index];
  const isWhole = [now.current, now.next].every((one) => !one || filled.includes(one.index));
  return isWhole ? embeddings : indexScenes(asset, false);
}

/**
 * Puts the vectors of an asset into one index, by its model; embeds what is not in the asset's `embeddings.json`. When the scenes
 * have become others meanwhile, it puts theirs: who came last to put has read what is there to stay.
 */
export async function fillIndex(
  asset: Inspected,
  index: VectorIndex,
  force = false,
): Promise<DerivativeOf<"embeddings">> {
  const { model } = index;
  const source = await Derivatives.get(asset.assetId, "scenes");
  const scenes = await readScenes(asset);
  const derivative = await make(
    {
      assetId: asset.assetId,
      kind: "embeddings",
      force,
      provenance: {
        inputs: { scenes: source.sha256 },
        operation: "embed",
        parameters: { model: model.id, dimensions: model.dimensions, textVersion: SCENE_TEXT_VERSION },
        tool: model.name,
      },
    },
    () => writeEmbeddings(asset, index, scenes),
  );
  const document = await readDocument(placeOf(derivative.uri), Embeddings);
  if (document.model.name !== model.name || document.scenes.length !== scenes.length) {
    throw new AppError("unavailable", `Embeddings of asset ${asset.assetId} are just being made by another; try again`);
  }
  const vectors = document.scenes.map(({ vector }) => decodeVector(vector, model.dimensions));
  await putScenes(asset, index, scenes, vectors);
  const now = await Derivatives.get(asset.assetId, "scenes");
  return now.sha256 === source.sha256 ? derivative : fillIndex(asset, index);
}

/** The scenes of an asset, as they are now. */
export const readScenes = async ({ assetId }: Inspected): Promise<Scene[]> => {
  const { uri } = await Derivatives.get(assetId, "scenes");
  return (await readDocument(placeOf(uri), Scenes)).scenes;
};

async function writeEmbeddings(
  asset: Inspected,
  { model }: VectorIndex,
  scenes: readonly Scene[],
): Promise<DerivativeOf<"embeddings">> {
  const { texts, notes } = textsOf(scenes);
  const vectors = await embed(texts, model);
  const document = await writeDocument(mediaOf(asset, "embeddings.json"), Embeddings, {
    version: 1,
    assetId: asset.assetId,
    model,
    textVersion: SCENE_TEXT_VERSION,
    scenes: scenes.map(({ index }, position) => ({ index, vector: encodeVector(vectors[position] ?? []) })),
    notes,
  });
  const { name, dimensions } = model;
  return { kind: "embeddings", ...document, model: name, dimensions, count: scenes.length };
}

function textsOf(scenes: readonly Scene[]): { texts: string[]; notes: string[] } {
  const fitted = scenes.map((scene) => ({ index: scene.index, ...fit(sceneText(scene)) }));
  const notes = fitted
    .filter(({ isCut }) => isCut)
    .map(({ index, text }) => `The text of scene ${index} was cut to ${text.length} characters`);
  return { texts: fitted.map(({ text }) => text), notes };
}

/** Puts a vector a scene, and takes away those of scenes that are no longer there. */
export async function putScenes(
  asset: Inspected,
  { index }: VectorIndex,
  scenes: readonly Scene[],
  vectors: readonly (readonly number[])[],
): Promise<void> {
  const whole = { ...asset, durationMs: scenes.at(-1)?.endMs ?? 0 };
  const put = scenes.map((scene, position) => ({ facts: sceneFacts(scene, whole), vector: vectors[position] ?? [] }));
  await putVectors(index, put);
  await removeVectors(index, asset.assetId, scenes.length);
}
