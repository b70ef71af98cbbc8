import { FLASH_MS } from "../craft.ts";
import { wordAt, wordsWithin } from "../crew/cut-points.ts";
import { firstEndingAfter, type Source } from "../crew/source.ts";
import { inFrames, msAt, type Rate, rateOf } from "../frame-rate.ts";
import type { Finding, GateResult } from "../gate.schema.ts";
import type { Wish } from "../order.schema.ts";
import type { CutEvidence, VariantSpec } from "../variant-spec.schema.ts";
import { fault, pass, resultOf } from "./finding.ts";
import type { Clip, Reference } from "./reference.ts";

/** A pause that is longer is the end of something: a cut of the picture in it is none that speech goes over. */
const GOES_ON_MS = 1_500;

/** No cut lies inside a word, no foreign word is heard over a cut, and no clip shows a flash of another shot. */
export function timestampGate(spec: VariantSpec, { sources, order }: Reference): GateResult {
  const rate = rateOf(spec.frameRate);
  const findings = spec.items.flatMap((item) => {
    const source = item.kind === "clip" ? sources.get(item.assetId) : undefined;
    return item.kind === "clip" && source ? findingsOf(item, source, rate, order.mustHave) : [];
  });
  return resultOf("timestamp", findings, "The cut has no clips, only cards");
}

function findingsOf(clip: Clip, source: Source, rate: Rate, wishes: readonly Wish[]): Finding[] {
  const [first, last] = [clip.inFrame, clip.inFrame + clip.frames];
  const faults = [
    ...cutFault(clip, source, rate, first, "begins"),
    ...cutFault(clip, source, rate, last, "ends"),
    ...overlapFaults(clip, source, rate),
    ...shotFaults(clip, source, rate, wishes),
  ];
  if (faults.length > 0) return faults;
  const words = wordsWithin(source.words, rate, first, last);
  const said = words.to > words.from ? `${words.to - words.from} words, all whole` : "no words";
  return [pass(`${clip.id}: ${said}; ${shotsIn(clip, source, rate)}`, { item: clip.id, evidence: clip.evidence })];
}

function cutFault(clip: Clip, source: Source, rate: Rate, frame: number, what: string): Finding[] {
  const word = wordAt(source.words, rate, frame);
  if (!word) return [];
  const at = `${word.startMs} to ${word.endMs} ms`;
  return [
    fault(
      `${clip.id} ${what} at ${Math.round(msAt(frame, rate))} ms, inside the word “${word.text}” (${at}): trim it to a bound of a word`,
      {
        item: clip.id,
        evidence: [wordEvidence(source, source.words.indexOf(word))],
      },
    ),
  ];
}

/** What goes over a cut is no word: it would belong to nobody who is seen. */
function overlapFaults(clip: Clip, source: Source, rate: Rate): Finding[] {
  const { on, leadFrames, tailFrames } = clip.sound;
  if (!on) return [];
  const end = clip.inFrame + clip.frames;
  const ranges = [
    [clip.inFrame - leadFrames, clip.inFrame],
    [end, end + tailFrames],
  ] as const;
  return ranges.flatMap(([from, to]) => {
    const { from: first, to: last } = wordsWithin(source.words, rate, from, to);
    const word = to > from && last > first ? source.words[first] : undefined;
    if (!word) return [];
    const about = { item: clip.id, evidence: [wordEvidence(source, first)] };
    return [
      fault(
        `${clip.id}: “${word.text}” is heard over the cut, and is not of the clip: shorten its lead or tail`,
        about,
      ),
    ];
  });
}

const wordEvidence = ({ assetId, words }: Source, at: number): CutEvidence => ({
  assetId,
  evidence: { kind: "words", from: at, to: at + 1, text: words[at]?.text ?? "" },
});

/**
 * Bounds of shots within a clip are meant where its speech goes on over them, and neither side is but a flash; and where the order
 * wishes for the moment that they are in.
 */
function shotFaults(clip: Clip, source: Source, rate: Rate, wishes: readonly Wish[]): Finding[] {
  const [first, last] = [clip.inFrame, clip.inFrame + clip.frames];
  const flash = inFrames(FLASH_MS, rate);
  return boundsIn(source, msAt(first, rate), msAt(last, rate)).flatMap((boundMs) => {
    const isWished = wishes.some(
      (wish) =>
        typeof wish !== "string" && wish.assetId === source.assetId && wish.startMs <= boundMs && boundMs <= wish.endMs,
    );
    if (isWished) return [];
    const bound = inFrames(boundMs, rate);
    const isFlash = bound - first < flash || last - bound < flash;
    if (!isFlash && clip.sound.on && speechGoesOver(source, boundMs, msAt(first, rate), msAt(last, rate))) return [];
    const what = isFlash ? "shows a flash of another shot" : "goes over a cut that nobody meant";
    const bounds = { counted: "bound of a shot, in milliseconds of the asset", value: boundMs };
    return [
      fault(`${clip.id} ${what} at ${boundMs} ms of ${source.assetId}: trim it to the bound`, {
        item: clip.id,
        evidence: [bounds],
      }),
    ];
  });
}

function boundsIn({ shots }: Source, startMs: number, endMs: number): number[] {
  const bounds: number[] = [];
  for (let at = firstEndingAfter(shots, startMs); at < shots.length - 1; at++) {
    const bound = shots[at]?.endMs ?? endMs;
    // To a millisecond: bounds and frames are not of one measure.
    if (bound >= endMs - 1) break;
    if (bound > startMs + 1) bounds.push(bound);
  }
  return bounds;
}

/** Whether somebody speaks on from before a bound to after it, within the clip. */
function speechGoesOver({ words }: Source, boundMs: number, startMs: number, endMs: number): boolean {
  const after = firstEndingAfter(words, boundMs);
  const [next, before] = [words[after], words[after - 1]];
  if (!next || next.startMs >= endMs) return false;
  if (next.startMs < boundMs) return true;
  return before !== undefined && before.startMs >= startMs && next.startMs - before.endMs <= GOES_ON_MS;
}

function shotsIn(clip: Clip, source: Source, rate: Rate): string {
  const bounds = boundsIn(source, msAt(clip.inFrame, rate), msAt(clip.inFrame + clip.frames, rate)).length;
  return bounds === 0
    ? "within one shot"
    : `over ${bounds} ${bounds === 1 ? "cut" : "cuts"} of its footage, as was meant`;
}
