import { type Range, sightsIn } from "../../scene/material.ts";
import { plainQuery } from "../../search/query.ts";
import { wordsWithin } from "../crew/cut-points.ts";
import { SURE } from "../crew/moments.ts";
import { sharedTerms } from "../crew/relevance.ts";
import { rangeOf, type Source } from "../crew/source.ts";
import { msAt, type Rate, rateOf } from "../frame-rate.ts";
import type { ClipItem, VariantSpec } from "../variant-spec.schema.ts";

/** What is said and seen in a clip, and who is named there, as one text. */
export function toldIn({ inFrame, frames, sound }: ClipItem, source: Source, rate: Rate): string {
  const { from, to } = wordsWithin(source.words, rate, inFrame, inFrame + frames);
  const said = sound.on ? source.words.slice(from, to).map(({ text }) => text) : [];
  const range = rangeOf({ from: inFrame, to: inFrame + frames }, rate);
  return [...said, ...seenIn(source, range), ...namedIn(source, range)].join(" ");
}

/** Labels of what is seen in a range. */
export const seenIn = ({ sights }: Pick<Source, "sights">, range: Range): string[] =>
  sightsIn(sights, range).flatMap(({ labels }) =>
    labels.flatMap(({ name, confidence }) => (confidence >= SURE ? [name] : [])),
  );

/** People whose name is read in a range. */
export const namedIn = ({ people }: Pick<Source, "people">, { startMs, endMs }: Range): string[] =>
  people.flatMap(({ name, evidence }) =>
    evidence.some((one) => one.kind === "frame" && one.atMs >= startMs && one.atMs < endMs) ? [name] : [],
  );

/** Whether a text is about something: has half of the words that tell what it is. */
export const isAbout = (text: string, what: string): boolean => sharedTerms(text, termsOf(what)) >= 0.5;

/** Whether a text has all of something: what is not wanted has to be that, not only like it. */
export const hasAll = (text: string, what: string): boolean => sharedTerms(text, termsOf(what)) >= 1;

const termsOf = (what: string): Set<string> => new Set(plainQuery(what).terms);

/** For how long the clips of a spec are about something, in milliseconds. */
export function lengthAbout(
  { items, frameRate }: Pick<VariantSpec, "items" | "frameRate">,
  what: string,
  sources: ReadonlyMap<string, Source>,
): number {
  const rate = rateOf(frameRate);
  return items.reduce((sum, item) => {
    const source = item.kind === "clip" ? sources.get(item.assetId) : undefined;
    const isIt = item.kind === "clip" && source && isAbout(toldIn(item, source, rate), what);
    return sum + (isIt ? msAt(item.frames, rate) : 0);
  }, 0);
}
