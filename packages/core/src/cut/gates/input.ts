import { overlaps } from "../../scene/material.ts";
import { CRAFT, CUT_LENGTH } from "../craft.ts";
import type { Totals } from "../crew/material.schema.ts";
import type { Finding, GateResult } from "../gate.schema.ts";
import type { KeptOrder, Wish } from "../order.schema.ts";
import { fault, figure, pass, resultOf } from "./finding.ts";

const seconds = (ms: number): string => `${Math.round(ms / 100) / 10} s`;

/** Of footage, so much more than the cut is long is needed to choose from; less is but the footage itself. */
const LEAST_TIMES = 1;

/**
 * Whether an order can be fulfilled at all: asked before anything starts, and again when the crew begins. Every fault says what
 * to do.
 */
export function inputGate(order: KeptOrder, totals: Totals): GateResult {
  return resultOf("input", [...lengthFindings(order), ...footageFindings(order, totals), ...wishFindings(order)], "");
}

function lengthFindings({ duration: { targetMs }, useCase }: KeptOrder): Finding[] {
  const evidence = [figure("ordered length in seconds", targetMs / 1000)];
  const { leastMs, mostMs } = CUT_LENGTH;
  if (targetMs < leastMs)
    return [fault(`A cut of ${seconds(targetMs)} tells nothing: order at least ${seconds(leastMs)}.`, { evidence })];
  if (targetMs > mostMs)
    return [
      fault(`A cut of ${seconds(targetMs)} is a programme: order at most ${seconds(mostMs)}, or several cuts.`, {
        evidence,
      }),
    ];
  const [least, most] = CRAFT[useCase].usualMs;
  const usual = `${least / 1000} to ${most / 1000} s`;
  return targetMs < least || targetMs > most
    ? [
        pass(`${seconds(targetMs)} is an unusual length for this use-case (${usual}); it is made all the same.`, {
          evidence,
        }),
      ]
    : [pass(`${seconds(targetMs)} is within the usual ${usual}.`, { evidence })];
}

function footageFindings(order: KeptOrder, totals: Totals): Finding[] {
  const { assets, searchable, gone, notUnderstood, found, pictures, durationMs, words, quotableWords } = totals;
  const { footage, duration, useCase } = order;
  const missing = [
    ...(gone.length > 0
      ? [
          fault(`${named(gone)} not in the library any more: take ${them(gone)} out of the footage.`, {
            evidence: [figure("assets that are gone", gone.length)],
          }),
        ]
      : []),
    ...(notUnderstood.length > 0 && footage.by === "assets"
      ? [
          pass(`${named(notUnderstood)} not searchable yet and left out: wait until understood, or reprocess.`, {
            evidence: [figure("assets that are not searchable", notUnderstood.length)],
          }),
        ]
      : []),
  ];
  if (found === 0 && footage.by === "search")
    return [
      ...missing,
      fault(`Nothing in the library matches “${footage.query}”: search for something else, or choose assets.`, {
        evidence: [figure("scenes found", 0)],
      }),
    ];
  if (assets === 0 && footage.by === "collection")
    return [
      ...missing,
      fault(
        `Nothing searchable is in the collection “${footage.collection}”: add assets to it, or choose another one.`,
        { evidence: [figure("assets in the collection", 0)] },
      ),
    ];
  if (searchable === 0)
    return [
      ...missing,
      fault("None of the footage is searchable: wait until it is understood, or reprocess what failed.", {
        evidence: [figure("searchable assets", 0)],
      }),
    ];
  if (pictures === 0)
    return [
      ...missing,
      fault("The footage has sound only: a cut needs a picture. Add footage with a picture.", {
        evidence: [figure("assets with a picture", 0)],
      }),
    ];
  const needed = LEAST_TIMES * Math.max(0, duration.targetMs - duration.toleranceMs);
  const length = [figure("footage in seconds", Math.round(durationMs / 1000))];
  return [
    ...missing,
    durationMs < needed
      ? fault(
          `The footage is ${seconds(durationMs)} long, the cut is to be ${seconds(duration.targetMs)}: add footage or order a shorter cut.`,
          { evidence: length },
        )
      : pass(`There are ${seconds(durationMs)} of footage in ${searchable} ${searchable === 1 ? "asset" : "assets"}.`, {
          evidence: length,
        }),
    ...(useCase === "news" ? speechFindings(words, quotableWords) : []),
  ];
}

/** News is told by what people say. */
function speechFindings(words: number, quotableWords: number): Finding[] {
  const evidence = [figure("words spoken", words), figure("words that may be quoted", quotableWords)];
  if (words === 0)
    return [
      fault(
        "Nobody speaks in this footage, and news is told by what people say: add footage with speech, or order an aftermovie.",
        { evidence },
      ),
    ];
  if (quotableWords === 0)
    return [
      pass(
        "What is said was not understood well enough to be quoted: the cut has no captions and no facts on screen.",
        { evidence },
      ),
    ];
  return [pass(`${words} words are spoken.`, { evidence })];
}

const named = (ids: readonly string[]): string => {
  const shown = ids.slice(0, 3).join(", ");
  const more = ids.length > 3 ? ` and ${ids.length - 3} more` : "";
  return `${shown}${more} ${ids.length === 1 ? "is" : "are"}`;
};
const them = (ids: readonly string[]): string => (ids.length === 1 ? "it" : "them");

function wishFindings({ mustHave, mustNotHave, duration, footage }: KeptOrder): Finding[] {
  const contradictions = mustHave.flatMap((wish) =>
    mustNotHave
      .filter((other) => contradicts(wish, other))
      .map(() => fault(`${toldWish(wish)} must be in the cut and must not: take it out of one of the two.`)),
  );
  const spans = mustHave.filter((wish) => typeof wish !== "string");
  const length = spans.reduce((sum, { startMs, endMs }) => sum + Math.max(0, endMs - startMs), 0);
  const most = duration.targetMs + duration.toleranceMs;
  const evidence = [figure("must-haves in seconds", length / 1000)];
  const empty = [...mustHave, ...mustNotHave].filter((wish) => typeof wish !== "string" && wish.endMs <= wish.startMs);
  const strangers = footage.by === "assets" ? spans.filter(({ assetId }) => !footage.assetIds.includes(assetId)) : [];
  return [
    ...contradictions,
    ...empty.map((wish) => fault(`${toldWish(wish)} ends before it begins: give it a length.`)),
    ...strangers.map((wish) =>
      fault(`${toldWish(wish)} must be in the cut, and its asset is not in the footage: add it.`),
    ),
    ...(length > most
      ? [
          fault(
            `What must be in is ${seconds(length)} long, the cut at most ${seconds(most)}: order a longer cut or fewer must-haves.`,
            { evidence },
          ),
        ]
      : []),
  ];
}

function contradicts(one: Wish, other: Wish): boolean {
  if (typeof one === "string" || typeof other === "string")
    return typeof one === "string" && typeof other === "string" && normal(one) === normal(other);
  return one.assetId === other.assetId && overlaps(one, other);
}

const normal = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

export const toldWish = (wish: Wish): string =>
  typeof wish === "string"
    ? `“${wish}”`
    : `The moment of ${wish.assetId} from ${seconds(wish.startMs)} to ${seconds(wish.endMs)}`;
