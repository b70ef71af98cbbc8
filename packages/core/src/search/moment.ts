import { useActor } from "../actor.ts";
import { signedUrl } from "../bucket.ts";
import { framePlace } from "../derivative/frame-place.ts";
import type { Fused } from "./fuse.ts";
import { highlightsOf } from "./highlight.ts";
import type { Document } from "./memory-index.ts";
import type { Moment } from "./search.schema.ts";

/** A document as a search result. `terms` are what was asked for; `distances` are by asset and scene. */
export async function momentOf(
  document: Document,
  { score, wordRank, meaningRank }: Fused,
  terms: ReadonlySet<string>,
  distances: ReadonlyMap<string, number>,
): Promise<Moment> {
  const { workspaceId } = useActor();
  const { assetId, scene, asset, shown } = document;
  const { startMs, endMs, description, posterFrame, quotable } = shown;
  const highlights = highlightsOf(document, terms);
  return {
    ...{ assetId, name: asset.name, scene, startMs, endMs, description, quotable, highlights, score },
    posterUrl: posterFrame === null ? null : await signedUrl(framePlace({ workspaceId, assetId }, posterFrame)),
    why: {
      words: wordRank === null ? null : { rank: wordRank, terms: matched(highlights) },
      meaning:
        meaningRank === null
          ? null
          : { rank: meaningRank, distance: distances.get(`${assetId} ${scene}`) ?? Number.NaN },
    },
  };
}

/** The words that matched, as they stand in the texts. */
function matched(highlights: Moment["highlights"]): string[] {
  const words = highlights.flatMap(({ text, marks }) =>
    marks.map(({ start, end }) => text.slice(start, end).toLowerCase()),
  );
  return [...new Set(words)];
}
