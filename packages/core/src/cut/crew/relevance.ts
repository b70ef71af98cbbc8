import { termsOf } from "../../text/terms.ts";

/** How near scenes are to what was ordered. Keys are `<asset> <scene>`. */
export interface Relevance {
  /** From 0 to 1: of all scenes. */
  readonly scores: ReadonlyMap<string, number>;
  /** Telling words of the brief and of wishes. */
  readonly terms: ReadonlySet<string>;
  /** By the words of a wish: scenes that really have them, or mean them. */
  readonly matching: ReadonlyMap<string, ReadonlySet<string>>;
}

export const sceneKey = ({ assetId, scene }: { assetId: string; scene: number }): string => `${assetId} ${scene}`;

/** How many of the words that tell something a text has: three are as good as all. */
export function sharedTerms(text: string, terms: ReadonlySet<string>): number {
  const found = new Set(termsOf(text).flatMap(({ term }) => (terms.has(term) ? [term] : [])));
  return Math.min(1, found.size / Math.max(1, Math.min(3, terms.size)));
}
