import { Resource } from "sst";
import { useActor } from "../actor.ts";
import type { ObjectPlace } from "../bucket.ts";

/** Where something of a cut is: `name` under the cut's own folder of the output bucket. */
export const outputOf = (cutId: string, name: string): ObjectPlace => placeIn(useActor().workspaceId, cutId, name);

const placeIn = (workspaceId: string, cutId: string, name: string): ObjectPlace => ({
  bucket: Resource.Output.name,
  key: `${workspaceId}/${cutId}/${name}`,
});

/** Where the row of a cut is kept. */
export const cutPlace = ({ workspaceId, cutId }: { workspaceId: string; cutId: string }): ObjectPlace =>
  placeIn(workspaceId, cutId, "cut.json");

export const specPlace = (cutId: string, revision: number): ObjectPlace => outputOf(cutId, `spec.${revision}.json`);

export const verdictPlace = (cutId: string, revision: number): ObjectPlace => outputOf(cutId, `gates.${revision}.json`);
