import type { Defect } from "../../defect/defect.schema.ts";
import { overlaps, type Range, sightsIn } from "../../scene/material.ts";
import type { Rate } from "../frame-rate.ts";
import type { Candidate, Features } from "./material.schema.ts";
import type { Moment } from "./moments.ts";
import { type Relevance, sceneKey, sharedTerms } from "./relevance.ts";
import { standsAlone } from "./sentences.ts";
import { rangeOf, type Source } from "./source.ts";

/** What a defect takes off: `critical` ones are never used. */
const PENALTY = { minor: 0.12, major: 0.45, critical: 1 } as const;
/** So many new pictures a second are as lively as it gets. */
const LIVELY = 1;

/** Defects that touch a candidate; those of the whole programme do not count. */
export const defectsIn = (source: Source, range: Range): Defect[] =>
  source.defects.filter((defect) => defect.kind !== "loudness" && defect.kind !== "drift" && overlaps(defect, range));

/** Judges a moment. `rarity` is of labels: 0 for what every scene shows. */
export function featuresOf(
  moment: Moment,
  source: Source,
  relevance: Relevance,
  rarity: ReadonlyMap<string, number>,
  rate: Rate,
): { features: Features; defects: Candidate["defects"] } {
  // The words that are in it, else all that it can show.
  const range = rangeOf(moment.core ?? moment, rate);
  const defects = defectsIn(source, range);
  const penalty = defects.reduce((sum, { severity }) => sum + PENALTY[severity], 0);
  const own = sharedTerms(`${moment.text} ${moment.labels.join(" ")}`, relevance.terms);
  const ofScene = relevance.scores.get(sceneKey(moment)) ?? 0;
  const sights = sightsIn(source.sights, range).length;
  const seconds = Math.max(0.5, (range.endMs - range.startMs) / 1000);
  const faces = moment.subjects.filter(({ isFace }) => isFace).length;
  const rare = moment.labels.map((label) => rarity.get(label) ?? 0);
  return {
    defects: defects.map(({ kind, severity }) => ({ kind, severity })),
    features: {
      relevance: round(relevance.scores.size === 0 ? 0.5 : 0.55 * ofScene + 0.45 * own),
      quality: round(Math.max(0, 1 - penalty)),
      people: round(Math.min(1, (faces > 0 ? 0.6 : 0) + 0.2 * Math.min(2, moment.people))),
      speech: round(speechOf(moment, source)),
      energy: round(Math.min(1, 0.8 * (sights / seconds / LIVELY) + 0.05 * Math.min(4, moment.people))),
      novelty: round(rare.length > 0 ? Math.max(...rare) : 0),
    },
  };
}

function speechOf({ words, sentences, quotable }: Moment, source: Source): number {
  if (!words) return 0;
  const said = source.words.slice(words.from, words.to);
  const confidence = said.reduce((sum, word) => sum + word.confidence, 0) / Math.max(1, said.length);
  const isWhole = sentences.every((sentence) => sentence.isWhole);
  const alone = standsAlone(said[0]?.text ?? "");
  return confidence * (0.35 + (isWhole ? 0.25 : 0) + (alone ? 0.2 : 0) + (quotable ? 0.2 : 0));
}

/** How rare labels are, from 0 to nearly 1, by the share of scenes that show them. */
export function rarityOf(sources: readonly Source[]): Map<string, number> {
  const having = new Map<string, number>();
  let all = 0;
  for (const { labels } of sources.flatMap(({ scenes }) => scenes)) {
    all++;
    for (const { name } of labels) having.set(name, (having.get(name) ?? 0) + 1);
  }
  const most = Math.log(1 + Math.max(1, all));
  return new Map([...having].map(([name, count]) => [name, Math.log((1 + all) / count) / most]));
}

const round = (value: number): number => Math.round(Math.min(1, value) * 10_000) / 10_000;
