import {
  DeleteVectorsCommand,
  GetVectorsCommand,
  type PutInputVector,
  PutVectorsCommand,
  QueryVectorsCommand,
  type QueryVectorsCommandInput,
  type QueryVectorsCommandOutput,
  S3VectorsClient,
} from "@aws-sdk/client-s3vectors";
import { Resource } from "sst";
import { useActor } from "../actor.ts";
import { AppError } from "../error.ts";
import { shortRequests } from "../short-request.ts";
import { unlogged } from "../unlogged.ts";
import type { SceneFacts } from "./scene-facts.ts";

const client = unlogged(new S3VectorsClient({}));
const askShort = shortRequests(client, "s3vectors", "QueryVectorsCommand");
const putShort = shortRequests(client, "s3vectors", "PutVectorsCommand");

const JSON_TYPE = { "content-type": "application/json" };

/** As many as one call takes: to put or delete, to ask for, to find. */
const PUT = 500;
const GET = 100;
export const MOST_RESULTS = 100;

export interface SceneVector {
  readonly facts: SceneFacts;
  readonly vector: readonly number[];
}

export interface NearScene {
  readonly assetId: string;
  readonly scene: number;
  /** 1 minus the cosine. It ranks the scenes of one query and says nothing by itself. */
  readonly distance: number;
}

/** A condition of S3 Vectors' filter language on SceneFacts. */
export type VectorFilter = Readonly<Record<string, unknown>>;

const keyOf = (assetId: string, scene: number): string => `${useActor().workspaceId}/${assetId}/${scene}`;

function sceneOf(key = ""): Pick<NearScene, "assetId" | "scene"> {
  const [, assetId = "", scene] = key.split("/");
  return { assetId, scene: Number(scene) };
}

const inIndex = (indexName: string) => ({ vectorBucketName: Resource.Vectors.bucket, indexName });

/** Puts vectors of scenes into an index. Put again, they take the place of those before. */
export async function putVectors(index: string, scenes: readonly SceneVector[]): Promise<void> {
  const { workspaceId } = useActor();
  const stranger = scenes.find(({ facts }) => facts.workspaceId !== workspaceId);
  if (stranger) throw new AppError("internal", `Asset ${stranger.facts.assetId} is not of workspace ${workspaceId}`);
  for (const part of parts(scenes, PUT)) {
    const vectors = part.map(({ facts, vector }) => ({
      key: keyOf(facts.assetId, facts.scene),
      data: { float32: [...vector] },
      metadata: facts as PutInputVector["metadata"],
    }));
    const input = { ...inIndex(index), vectors };
    // The same on the wire as here. The SDK looks at each number by itself, of which there are ten thousand in a call.
    const done = await putShort(JSON.stringify(input), JSON_TYPE);
    if (done === undefined) await client.send(new PutVectorsCommand(input));
  }
}

/** How many vectors of an asset's first `count` scenes the index has. */
export async function countVectors(index: string, assetId: string, count: number): Promise<number> {
  let found = 0;
  for (const part of parts(numbers(0, count), GET)) found += (await present(index, assetId, part)).length;
  return found;
}

/**
 * Takes away the vectors of an asset's scenes from number `from` on; 0 for all of them. Scenes are numbered without gaps, so
 * they end where none of many is there. The last ones go first: cut off, it finds what is left when it is run again.
 */
export async function removeVectors(index: string, assetId: string, from: number): Promise<void> {
  const left: string[][] = [];
  for (let start = from; ; start += GET) {
    const keys = await present(index, assetId, numbers(start, start + GET));
    if (keys.length === 0) break;
    left.push(keys);
  }
  for (const keys of left.reverse()) await client.send(new DeleteVectorsCommand({ ...inIndex(index), keys }));
}

/** The actor's scenes that are nearest to a vector, nearest first. A filter can only narrow: other workspaces are never seen. */
export async function queryVectors(
  index: string,
  { vector, topK, filter }: { vector: readonly number[]; topK: number; filter?: VectorFilter },
): Promise<NearScene[]> {
  const own = { workspaceId: useActor().workspaceId };
  const { vectors = [] } = await ask({
    ...inIndex(index),
    queryVector: { float32: [...vector] },
    topK: Math.min(topK, MOST_RESULTS),
    filter: filter ? { $and: [own, filter as never] } : own,
    returnDistance: true,
  });
  // The key says which scene it is: a hundred times its metadata would be half of the way of a search.
  return vectors.map(({ key, distance }) => ({ ...sceneOf(key), distance: distance ?? Number.NaN }));
}

type Answer = Pick<QueryVectorsCommandOutput, "vectors">;

/** A query's input and output are JSON on the wire as they are here. */
async function ask(input: QueryVectorsCommandInput): Promise<Answer> {
  const answer = await askShort(JSON.stringify(input), JSON_TYPE);
  return answer === undefined ? client.send(new QueryVectorsCommand(input)) : (JSON.parse(answer) as Answer);
}

/** The vectors of an asset's scenes, by the scenes' numbers; of those that the index has. For "more like this". */
export async function vectorsOf(
  index: string,
  assetId: string,
  scenes: readonly number[],
): Promise<Map<number, number[]>> {
  const found = new Map<number, number[]>();
  for (const part of parts(scenes, GET)) {
    const keys = part.map((scene) => keyOf(assetId, scene));
    const { vectors = [] } = await client.send(new GetVectorsCommand({ ...inIndex(index), keys, returnData: true }));
    for (const { key = "", data } of vectors) {
      if (data?.float32) found.set(sceneOf(key).scene, data.float32);
    }
  }
  return found;
}

async function present(index: string, assetId: string, scenes: readonly number[]): Promise<string[]> {
  const keys = scenes.map((scene) => keyOf(assetId, scene));
  const { vectors = [] } = await client.send(new GetVectorsCommand({ ...inIndex(index), keys }));
  return vectors.flatMap(({ key }) => key ?? []);
}

const numbers = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, index) => from + index);

function* parts<T>(entries: readonly T[], size: number): Generator<readonly T[]> {
  for (let start = 0; start < entries.length; start += size) yield entries.slice(start, start + size);
}
