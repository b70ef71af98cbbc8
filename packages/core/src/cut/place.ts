import { Resource } from "sst";
import { useActor } from "../actor.ts";
import type { ObjectPlace } from "../bucket.ts";

/** Where something of a cut is: `name` under the cut's own folder of the output bucket. */
export const outputOf = (cutId: string, name: string): ObjectPlace => ({
  bucket: Resource.Output.name,
  key: `${useActor().workspaceId}/${cutId}/${name}`,
});

export const specPlace = (cutId: string, revision: number): ObjectPlace => outputOf(cutId, `spec.${revision}.json`);

export const verdictPlace = (cutId: string, revision: number): ObjectPlace => outputOf(cutId, `gates.${revision}.json`);
