import { Resource } from "sst";
import { useActor } from "../actor.ts";
import { AppError } from "../error.ts";
import { parse } from "../fn.ts";
import { conditionFailed } from "../table.ts";
import { adviceOn } from "./advice.ts";
import type { EmbeddingModel } from "./embedding.schema.ts";
import { embeddingModel } from "./embedding.ts";
import { SCENE_TEXT_VERSION } from "./scene-text.ts";
import { SearchIndexEntity } from "./search-index.entity.ts";
import { SearchIndex, type VectorIndex } from "./search-index.schema.ts";

/** The index that this deployment is made for, with the model that answers now. */
export async function deployed(): Promise<VectorIndex> {
  return { index: Resource.Vectors.index, model: await embeddingModel(), textVersion: SCENE_TEXT_VERSION };
}

/** The workspace's index. A workspace that has none yet begins with the one that is deployed. */
export async function get(): Promise<SearchIndex> {
  const { workspaceId } = useActor();
  const found = await find();
  if (found) return found;
  const current = await deployed();
  try {
    await SearchIndexEntity.create({ workspaceId, serving: current.index, current }).go();
    return { workspaceId, current };
  } catch (error) {
    if (!conditionFailed(error)) throw error;
  }
  // Somebody else was first.
  return get();
}

/** The index to ask. Throws `conflict` when its model has gone: then no text can be compared with what it holds. */
export async function serving(): Promise<VectorIndex> {
  const found = await get();
  const { current } = found;
  if (await canEmbed(current.model)) return current;
  const { name } = await embeddingModel();
  const { id } = current.model;
  const happened = `Index ${current.index} holds vectors by ${current.model.name}, but ${id} is answered by ${name} now`;
  throw new AppError("conflict", `${happened}. ${adviceOn(found, await deployed())}`);
}

/** Whether a model still answers: another one may have come to answer to its id. */
export async function canEmbed(model: EmbeddingModel): Promise<boolean> {
  const now = await embeddingModel();
  return model.id !== now.id || model.name === now.name;
}

export async function find(): Promise<SearchIndex | undefined> {
  const { workspaceId } = useActor();
  const { data } = await SearchIndexEntity.get({ workspaceId }).go({ consistent: true });
  return data ? parse(SearchIndex, data) : undefined;
}
