import { textOf } from "../../scene/describe.ts";
import { isTelling, termsOf } from "../../text/terms.ts";
import { USE_CASE_TITLES } from "../craft.ts";
import type { Counted } from "../crew/material.schema.ts";
import { numberOf } from "../crew/number-cards.ts";
import type { KeptOrder } from "../order.schema.ts";
import type { Caption, CutEvidence } from "../variant-spec.schema.ts";

/** Against what claims are held. */
export interface Facts {
  readonly order: KeptOrder;
  readonly counts: readonly Counted[];
  /** Words of an asset by their place, undefined where there is none; and whether they may be quoted. */
  readonly word: (assetId: string, at: number) => { readonly text: string; readonly startMs: number } | undefined;
  readonly isQuotable: (assetId: string) => boolean;
  /** Whether somebody looked at this frame of an asset then; undefined where that is not known. */
  readonly wasSeen: (assetId: string, index: number, atMs: number) => boolean | undefined;
}

/** What of an order may stand on the screen as it is. */
const ordered = ({ title, brief, useCase, mustHave }: KeptOrder): string =>
  [title ?? "", brief, USE_CASE_TITLES[useCase], ...mustHave.filter((wish) => typeof wish === "string")]
    .map(normal)
    .join("\n");

const normal = (text: string): string => text.replace(/\s+/g, " ").trim().toLowerCase();

/** What is wrong with a piece of evidence; undefined when it holds. */
export function evidenceFault(one: CutEvidence, facts: Facts): string | undefined {
  if ("brief" in one)
    return ordered(facts.order).includes(normal(one.brief)) ? undefined : `“${one.brief}” is not in the order`;
  if ("counted" in one) {
    const counted = facts.counts.find(({ counted: how }) => how === one.counted);
    if (!counted) return `nobody counted “${one.counted}”`;
    return counted.value === one.value ? undefined : `“${one.counted}” is ${counted.value}, not ${one.value}`;
  }
  // Who decided something answers for it.
  if ("person" in one) return undefined;
  const { assetId, evidence } = one;
  if (evidence.kind === "frame")
    return facts.wasSeen(assetId, evidence.index, evidence.atMs) === false
      ? `nobody looked at frame ${evidence.index} of ${assetId} at ${evidence.atMs} ms`
      : undefined;
  const words = Array.from({ length: evidence.to - evidence.from }, (_, at) => facts.word(assetId, evidence.from + at));
  const said = words.every((word) => word !== undefined)
    ? textOf(words as never, { from: 0, to: words.length })
    : undefined;
  return said === evidence.text
    ? undefined
    : `words ${evidence.from} to ${evidence.to} of ${assetId} are “${said ?? "not there"}”`;
}

/** What is wrong with a text on the screen: its evidence does not hold, or does not say what the text says. */
export function claimFault(
  texts: readonly string[],
  evidence: readonly CutEvidence[],
  facts: Facts,
): string | undefined {
  const wrong = evidence.map((one) => evidenceFault(one, facts)).find((fault) => fault !== undefined);
  if (wrong) return wrong;
  const quoted = evidence.find(
    (one) => "assetId" in one && one.evidence.kind === "words" && !facts.isQuotable(one.assetId),
  );
  if (quoted) return "what is said there was not understood well enough to be quoted";
  const borne = new Set(evidence.flatMap((one) => termsOf(saidBy(one))).map(({ term }) => term));
  const told = texts.flatMap((text) => termsOf(text)).filter(({ term }) => isTelling(term) || /\d/.test(term));
  const unsaid = told.find(({ term }) => !borne.has(term));
  return unsaid ? `nothing bears out “${unsaid.term}” of “${texts.join(" / ")}”` : undefined;
}

function saidBy(one: CutEvidence): string {
  if ("brief" in one) return one.brief;
  if ("person" in one) return one.person;
  if ("counted" in one) return `${one.counted} ${numberOf(one)}`;
  return one.evidence.kind === "frame" ? one.evidence.seen : one.evidence.text;
}

/** What is wrong with a number on a card: it has to be the one that was counted. */
export function figureFault(figure: string, evidence: readonly CutEvidence[]): string | undefined {
  const values = evidence.flatMap((one) => ("counted" in one ? [numberOf(one)] : []));
  return values.includes(figure) ? undefined : `the number ${figure} was not counted`;
}

/** Captions stand within two frames of what is said, and never further than this. */
export const SYNC_MS = 80;

/** What is wrong with the words of a caption. */
export function captionFault({ lines, assetId, from, to }: Caption, facts: Facts): string | undefined {
  if (!facts.isQuotable(assetId)) return "what is said there was not understood well enough to be quoted";
  const words = Array.from({ length: Math.max(0, to - from) }, (_, at) => facts.word(assetId, from + at)?.text);
  if (words.length === 0 || words.includes(undefined)) return `${assetId} has no words ${from} to ${to}`;
  const bare = (text: string) => text.replace(/\s+/g, "");
  const said = words.join(" ");
  // A word too wide for a line is cut: a caption may have part of its first and last.
  return bare(said).includes(bare(lines.join(""))) && bare(lines.join("")) !== ""
    ? undefined
    : `“${lines.join(" ")}” is not what is said: “${said}”`;
}
