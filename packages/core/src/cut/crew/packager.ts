import { wordedCaptions } from "../../transcript/captions.ts";
import type { Word } from "../../transcript/transcript.schema.ts";
import { USE_CASE_TITLES } from "../craft.ts";
import { inFrames, type Rate, rateOf } from "../frame-rate.ts";
import { type Placed, placed } from "../placed.ts";
import type { Caption, Title } from "../variant-spec.schema.ts";
import { wordsWithin } from "./cut-points.ts";
import { RULES } from "./director.ts";
import type { Candidate, Material, PlacedWord } from "./material.schema.ts";
import type { ChosenClip, ChosenItem, Edit, Frames, Package, Sounds } from "./proposal.schema.ts";
import { titleOf } from "./title.ts";

const TITLE_MS = 3_200;
export const LOWER_THIRD_MS = 4_000;
const IN_MS = 320;
/** A line is not read in less. */
const LEAST_MS = 1_000;
const FACT_WORDS = 6;

type PlacedItem = Placed<ChosenItem>;

/** Writes what stands on the picture: the title, who speaks, facts as they were said, captions; and chooses the thumbnail. */
export function pack(material: Material, { items, round, cutId }: Edit, frames: Frames, sounds: Sounds): Package {
  const rate = rateOf(material.frameRate);
  const places = placed(items);
  const byId = new Map(material.candidates.map((candidate) => [candidate.id, candidate]));
  return {
    ...{ version: 1, cutId, round, engine: RULES, title: titleOf(material) },
    titles: [...openingTitle(material, places, rate), ...lowerThirds(material, places, byId, rate)],
    captions: captionsFor(material, places, byId, sounds, rate),
    thumbnailFrame: thumbnailOf(places, byId, frames),
  };
}

/** On the first clip, unless a card says it. */
export function openingTitle(
  material: Material,
  places: readonly PlacedItem[],
  rate: Rate,
  text = titleOf(material),
): Title[] {
  const [first] = places;
  const { order } = material;
  const isKnown = text !== USE_CASE_TITLES[order.useCase];
  if (!first || first.item.kind === "card" || !isKnown) return [];
  const place = within(first, 0, TITLE_MS, rate);
  return place ? [{ id: "title", kind: "title", ...place, lines: [text], evidence: [{ brief: text }] }] : [];
}

/** A stretch of an item, `fromMs` after it begins; undefined where it is too short to be read. */
export function within({ item, startFrame }: PlacedItem, fromMs: number, lengthMs: number, rate: Rate) {
  const from = Math.min(inFrames(fromMs + IN_MS, rate), item.frames >> 2);
  const frames = Math.min(inFrames(lengthMs, rate), item.frames - from);
  return frames < inFrames(LEAST_MS, rate) ? undefined : { startFrame: startFrame + from, frames };
}

/** Who speaks where that is known, else a fact with a number, as it was said. News alone has them. */
function lowerThirds(
  material: Material,
  places: readonly PlacedItem[],
  byId: ReadonlyMap<string, Candidate>,
  rate: Rate,
): Title[] {
  if (material.order.useCase !== "news") return [];
  const named = new Set<string>();
  return places.flatMap((at, index): Title[] => {
    const { item } = at;
    const candidate = item.kind === "clip" ? byId.get(item.candidate) : undefined;
    if (item.kind !== "clip" || candidate?.kind !== "speech" || !candidate.words) return [];
    const line = personIn(item, candidate, material, rate, named) ?? factIn(candidate, material);
    const opening = index === 0 ? TITLE_MS + 2 * IN_MS : 0;
    const place = line && within(at, opening, LOWER_THIRD_MS, rate);
    if (!line || !place || place.startFrame < at.startFrame + inFrames(opening, rate)) return [];
    return [{ id: `third-${item.id}`, kind: "lower_third", ...place, lines: [line.text], evidence: [line.evidence] }];
  });
}

type Line = { readonly text: string; readonly evidence: Title["evidence"][number] };

/** Somebody who is named in what is said, or by a text that is seen in the same shot; each once. */
function personIn(
  item: ChosenClip,
  { words, from, to }: Candidate,
  { assets }: Material,
  rate: Rate,
  named: Set<string>,
): Line | undefined {
  const asset = assets.find(({ assetId }) => assetId === item.assetId);
  for (const { name, evidence } of asset?.people ?? []) {
    const found = evidence.find((one) =>
      one.kind === "words"
        ? words !== null && one.from >= words.from && one.to <= words.to
        : inFrames(one.atMs, rate) >= from && inFrames(one.atMs, rate) < to,
    );
    if (!found || named.has(name)) continue;
    named.add(name);
    return { text: name, evidence: { assetId: item.assetId, evidence: found } };
  }
  return undefined;
}

const NUMBER = /\d/;
const JOINS = /^(of|in|at|per|the|a|to|by)$/i;

/** A number that is said, with the words that tell of what. */
function factIn({ assetId, words, quotable }: Candidate, material: Material): Line | undefined {
  if (!words || !quotable) return undefined;
  const said = (material.words[assetId] ?? []).filter(({ at }) => at >= words.from && at < words.to);
  const number = said.findIndex(({ text }) => NUMBER.test(text));
  if (number < 0) return undefined;
  let end = number + 1;
  while (end < said.length && end - number < FACT_WORDS && !/[.,;:!?\u2026]$/.test(said[end - 1]?.text ?? "")) end++;
  while (end > number + 1 && JOINS.test(said[end - 1]?.text ?? "")) end--;
  const slice = said.slice(number, end);
  if (slice.length < 2) return undefined;
  const text = slice.map((word) => word.text).join(" ");
  const [from, to] = [slice[0]?.at ?? 0, (slice.at(-1)?.at ?? 0) + 1];
  return {
    text: text.replace(/[.,;:!?\u2026]+$/, ""),
    evidence: { assetId, evidence: { kind: "words", from, to, text } },
  };
}

/** Captions of what is heard and may be quoted; none lasts longer than its clip. */
export function captionsFor(
  material: Material,
  places: readonly PlacedItem[],
  byId: ReadonlyMap<string, Candidate>,
  { sound }: Pick<Sounds, "sound">,
  rate: Rate,
): Caption[] {
  if (material.order.formats.every(({ captions }) => captions === "none")) return [];
  return places.flatMap(({ item, startFrame }) => {
    const candidate = item.kind === "clip" ? byId.get(item.candidate) : undefined;
    if (item.kind !== "clip" || !candidate?.quotable || !sound[item.id]?.on) return [];
    return captionsOfClip(item, startFrame, material.words[item.assetId] ?? [], rate);
  });
}

/** Captions of what is said in a clip that begins at a frame of the cut, from all words of its asset. */
export const captionsIn = (clip: ClipRange, startFrame: number, words: readonly Word[], rate: Rate): Caption[] =>
  captionsOfClip(
    clip,
    startFrame,
    words.map((word, at) => ({ ...word, at })),
    rate,
  );

type ClipRange = Pick<ChosenClip, "assetId" | "inFrame" | "frames">;

function captionsOfClip(
  { assetId, inFrame, frames }: ClipRange,
  start: number,
  all: readonly PlacedWord[],
  rate: Rate,
): Caption[] {
  const heard = wordsWithin(all, rate, inFrame, inFrame + frames);
  const words = all.slice(heard.from, heard.to);
  const cues = wordedCaptions({ words: [...words], utterances: [{ from: 0, to: words.length }] });
  const frameOf = (ms: number) => Math.max(0, Math.min(frames, inFrames(ms, rate) - inFrame));
  return cues.flatMap(({ startMs, endMs, lines, from, to }, index): Caption[] => {
    const begin = frameOf(startMs);
    const end = Math.min(frameOf(endMs), frameOf(cues[index + 1]?.startMs ?? Number.MAX_SAFE_INTEGER));
    const [first, last] = [words[from]?.at, words[to - 1]?.at];
    if (end <= begin || first === undefined || last === undefined) return [];
    return [{ startFrame: start + begin, frames: end - begin, lines: [...lines], assetId, from: first, to: last + 1 }];
  });
}

/** The frame of the best picture that shows most. */
function thumbnailOf(
  places: readonly PlacedItem[],
  byId: ReadonlyMap<string, Candidate>,
  { ranking }: Pick<Frames, "ranking">,
): number {
  const best = places.find(({ item }) => item.id === ranking[0]?.item);
  if (best?.item.kind !== "clip") return 0;
  const { inFrame, frames, candidate } = best.item;
  const at = byId.get(candidate)?.best ?? 0;
  return best.startFrame + (at >= inFrame && at < inFrame + frames ? at - inFrame : frames >> 1);
}
