import { quote, textOf } from "../../scene/describe.ts";
import { type Range, sightsIn } from "../../scene/material.ts";
import { frameFrom, frameUpTo, type Rate } from "../frame-rate.ts";
import type { Wish } from "../order.schema.ts";
import { freeCuts, wordsWithin } from "./cut-points.ts";
import type { Moment } from "./moments.ts";
import { describesRange, looksOf } from "./moments.ts";
import { endOf, type FrameRange, rangeOf, type Source, shotsOf } from "./source.ts";

/** The moments of a source that are wished for by their times, as clips that have all of them. */
export function wishedMoments(source: Source, wishes: readonly Wish[], rate: Rate): { moment: Moment; wish: number }[] {
  return wishes.flatMap((wish, number) => {
    if (typeof wish === "string" || wish.assetId !== source.assetId) return [];
    const moment = wishedMoment(source, wish, rate);
    return moment ? [{ moment, wish: number }] : [];
  });
}

/** As it was wished, and on to the next place where no word is cut; undefined where the asset has no such range. */
function wishedMoment(source: Source, { startMs, endMs }: Range, rate: Rate): Moment | undefined {
  const end = endOf(source, rate);
  const core = { from: frameUpTo(startMs, rate), to: Math.min(end, frameFrom(endMs, rate)) };
  if (core.to <= core.from || source.frameRate === null) return undefined;
  const { from, to } = boundsOf(core, shotsOf(source, rate), end);
  const free = freeCuts(source.words, rate, from, to);
  const opens = free.findLast(([first]) => first <= core.from);
  const closes = free.find(([, last]) => last >= core.to);
  if (!opens || !closes) return undefined;
  const [opensUntil, closesFrom] = [Math.min(opens[1], core.from), Math.max(closes[0], core.to)];
  const words = wordsWithin(source.words, rate, opensUntil, closesFrom);
  const scene = source.scenes.find((one) => one.startMs <= startMs && startMs < one.endMs) ?? source.scenes[0];
  if (!scene) return undefined;
  const sights = sightsIn(source.sights, rangeOf({ from: opensUntil, to: closesFrom }, rate));
  const isSpoken = words.to > words.from;
  const evidence = isSpoken ? [quote(words, source.words)] : describesRange(scene, sights).evidence;
  if (evidence.length === 0) return undefined;
  return {
    ...{ assetId: source.assetId, kind: isSpoken ? "speech" : "picture", from, to },
    ...{ core: { from: opensUntil, to: closesFrom }, words: isSpoken ? words : null, sentences: [] },
    cuts: [
      [opens[0], opensUntil],
      [closesFrom, closes[1]],
    ],
    text: isSpoken ? textOf(source.words, words) : describesRange(scene, sights).text,
    quotable: isSpoken && source.quotable,
    ...looksOf(sights, scene, rate, (core.from + core.to) >> 1),
    evidence,
  };
}

/** The shots that a wished moment is in: who wished for more than one means their bounds, too. */
function boundsOf(core: FrameRange, shots: readonly FrameRange[], end: number): FrameRange {
  const touched = shots.filter(({ from, to }) => from < core.to && core.from < to);
  const from = Math.min(core.from, touched[0]?.from ?? 0);
  return { from, to: Math.max(core.to, touched.at(-1)?.to ?? end) };
}
