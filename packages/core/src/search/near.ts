import { isSame } from "../canonical.ts";
import { AppError } from "../error.ts";
import type { EmbeddingModel } from "./embedding.schema.ts";
import { embed, embeddingModel } from "./embedding.ts";
import type { SearchFilter } from "./search.schema.ts";
import * as SearchIndexes from "./search-index.ts";
import { MOST_RESULTS, type NearScene, queryVectors, type VectorFilter, vectorsOf } from "./vectors.ts";

/** Queries whose vectors are kept: people page and refine. */
const KEPT = 500;
const known = new Map<string, number[]>();

/** More assets than these are not named in a filter: what is of others is left out later. */
const MOST_NAMED = 50;

/** What is asked of an index of vectors. */
export interface Meaning {
  readonly index: string;
  readonly vector: readonly number[];
}

/** The meaning of a text, by the model of the index that is to be asked. */
export async function meaningOfText(text: string): Promise<Meaning> {
  const now = await embeddingModel();
  // Nearly always the index is of the model that answers now: both are asked for at once.
  const [{ index, model }, vector] = await Promise.all([SearchIndexes.serving(), vectorOf(text, now)]);
  return { index, vector: isSame(model, now) ? vector : await vectorOf(text, model) };
}

/** The meaning of a scene. Throws `not_found` for one that is not indexed. */
export async function meaningOfScene(assetId: string, scene: number): Promise<Meaning> {
  const { index } = await SearchIndexes.serving();
  const vector = (await vectorsOf(index, assetId, [scene])).get(scene);
  if (!vector) throw new AppError("not_found", `Scene ${scene} of asset ${assetId} is not in the search index`);
  return { index, vector };
}

async function vectorOf(text: string, model: EmbeddingModel): Promise<readonly number[]> {
  const id = `${model.id} ${model.name} ${model.dimensions} ${text}`;
  const vector = known.get(id) ?? (await embed([text], model))[0] ?? [];
  if (known.size >= KEPT) known.clear();
  known.set(id, vector);
  return vector;
}

/** Scenes whose meaning is near, nearest first; of some assets only, where they are few. A scene is the nearest to itself. */
export function nearest(
  { index, vector }: Meaning,
  filter: SearchFilter,
  assetIds: ReadonlySet<string> | null = null,
): Promise<NearScene[]> {
  const narrowed = narrow(filter, assetIds);
  return queryVectors(index, { vector, topK: MOST_RESULTS, ...(narrowed && { filter: narrowed }) });
}

/** What of a filter the vector index knows. The rest is left to the words' index, which knows all of it. */
function narrow(filter: SearchFilter, assetIds: ReadonlySet<string> | null): VectorFilter | undefined {
  const named = assetIds && assetIds.size > 0 && assetIds.size <= MOST_NAMED;
  const conditions: VectorFilter[] = [
    ...(named ? [{ assetId: { $in: [...assetIds] } }] : []),
    ...filter.label.map((label) => ({ labels: label.toLowerCase() })),
    ...filter.defect.map((kind) => (kind === "none" ? { defects: { $exists: false } } : { defects: kind })),
    ...(filter.people === undefined ? [] : [{ people: { $gte: filter.people } }]),
    ...(filter.speech === undefined ? [] : [{ speech: filter.speech === "true" }]),
    ...(filter.minDurationMs === undefined ? [] : [{ durationMs: { $gte: filter.minDurationMs } }]),
    ...(filter.maxDurationMs === undefined ? [] : [{ durationMs: { $lte: filter.maxDurationMs } }]),
    ...(filter.after === undefined ? [] : [{ createdAt: { $gte: Date.parse(filter.after) } }]),
    ...(filter.before === undefined ? [] : [{ createdAt: { $lt: Date.parse(filter.before) } }]),
    ...(filter.assetId === undefined ? [] : [{ assetId: filter.assetId }]),
  ];
  if (conditions.length < 2) return conditions[0];
  return { $and: conditions };
}
