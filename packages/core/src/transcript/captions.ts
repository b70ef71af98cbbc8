import { type Layout, layOut, linesOf, widthOf } from "./caption-lines.ts";
import { CAPTION, type Piece, piecesOf } from "./caption-shape.ts";
import type { Transcript } from "./transcript.schema.ts";

/** A caption as it is shown: one or two lines. */
export interface Caption {
  readonly startMs: number;
  readonly endMs: number;
  readonly lines: readonly string[];
  readonly speaker?: string;
}

/** A caption with its words: their places in the transcript, `to` not included. */
export interface WordedCaption extends Caption {
  readonly from: number;
  readonly to: number;
}

/** A piece of text with the time in which it is said. */
interface Timed extends Piece {
  /** Its word's place. */
  readonly word: number;
  readonly startMs: number;
  readonly endMs: number;
  readonly speaker: string | undefined;
  /** How good a place for a break is after it: 0 is best. */
  readonly breakCost: number;
  readonly endsUtterance: boolean;
}

/** Words further apart are never shown together. */
const LONG_PAUSE_MS = 2_000;
/** A pause that is heard. */
const PAUSE_MS = 400;

const INSIDE_WORD = 20;
const TOO_SHORT = 6;
const TOO_FAST = 6;
/** Whoever wrote subtitles put what belongs together into one cue. */
const ACROSS_UTTERANCES = 4;
/** A cue more costs a little: few full captions are read more easily than many small ones. */
const PER_CUE = 2;

/**
 * Captions of a transcript: no word is lost or shown twice, none stand across speakers or long pauses. Within that, breaks
 * are where the sum of what is bad about them is least: in the middle of a sentence, too fast to read, a word left alone.
 */
export const captionsOf = (transcript: Pick<Transcript, "words" | "utterances">): Caption[] =>
  wordedCaptions(transcript).map(({ from: _, to: __, ...caption }) => caption);

/** The same, each with the words that it shows. */
export function wordedCaptions({ words, utterances }: Pick<Transcript, "words" | "utterances">): WordedCaption[] {
  const pieces = timed(words, new Set(utterances.map(({ to }) => to - 1)));
  const cues = phrasesOf(pieces).flatMap((phrase) => divide(pieces, phrase));
  return cues.map(({ from, end, layout }, index) => {
    const speaker = pieces[from]?.speaker;
    const next = cues[index + 1];
    const untilMs = next ? (pieces[next.from]?.startMs ?? 0) : Number.POSITIVE_INFINITY;
    return {
      ...timesOf(pieces, from, end, untilMs),
      lines: linesOf(pieces, from, end, layout),
      ...{ from: pieces[from]?.word ?? 0, to: (pieces[end - 1]?.word ?? 0) + 1 },
      ...(speaker && { speaker }),
    };
  });
}

function timed(words: Transcript["words"], utteranceEnds: ReadonlySet<number>): Timed[] {
  return words.flatMap(({ text, startMs, endMs, speaker }, index) => {
    const next = words[index + 1];
    const endsUtterance = utteranceEnds.has(index);
    const breakCost = endsUtterance ? 0 : breakCostAfter(text, (next?.startMs ?? endMs) - endMs);
    const pieces = piecesOf(text, words[index - 1]?.text);
    const at = (share: number) => Math.round(startMs + ((endMs - startMs) * share) / pieces.length);
    return pieces.map((piece, part) => ({
      ...piece,
      ...{ startMs: at(part), endMs: at(part + 1), speaker, word: index },
      breakCost: part === pieces.length - 1 ? breakCost : INSIDE_WORD,
      endsUtterance: endsUtterance && part === pieces.length - 1,
    }));
  });
}

function breakCostAfter(text: string, pauseMs: number): number {
  if (/[.!?\u2026\u3002\uff01\uff1f]["'\u201d\u2019)\u300d\u300f]*$/u.test(text)) return 0;
  if (pauseMs >= PAUSE_MS) return 1;
  return /[,;:\u2014\u2013\u3001\uff0c\uff1b]["'\u201d\u2019)]*$/u.test(text) ? 2 : 5;
}

interface Range {
  readonly from: number;
  readonly end: number;
}

/** Pieces between which a caption may run: of one speaker, without a long pause. */
function phrasesOf(pieces: readonly Timed[]): Range[] {
  const phrases: Range[] = [];
  let from = 0;
  for (const [index, piece] of pieces.entries()) {
    const next = pieces[index + 1];
    if (next && next.speaker === piece.speaker && next.startMs - piece.endMs < LONG_PAUSE_MS) continue;
    phrases.push({ from, end: index + 1 });
    from = index + 1;
  }
  return phrases;
}

interface Cue extends Range {
  readonly layout: Layout;
}

/** The cheapest way to divide a phrase: the best end of each beginning is found from the last piece to the first. */
function divide(pieces: readonly Timed[], phrase: Range): Cue[] {
  const best = new Map<number, Cue & { cost: number }>();
  for (let from = phrase.end - 1; from >= phrase.from; from--) {
    const startMs = pieces[from]?.startMs ?? 0;
    let cheapest: (Cue & { cost: number }) | undefined;
    let crossed = 0;
    for (let end = from + 1; end <= phrase.end; end++) {
      const layout = layOut(pieces, from, end);
      const isTooLong = end > from + 1 && (pieces[end - 1]?.endMs ?? 0) - startMs > CAPTION.longestMs;
      if (!layout || isTooLong) break;
      const cost = costOf(pieces, phrase, { from, end, layout }) + crossed + (best.get(end)?.cost ?? 0);
      if (!cheapest || cost < cheapest.cost) cheapest = { from, end, layout, cost };
      if (pieces[end - 1]?.endsUtterance) crossed += ACROSS_UTTERANCES;
    }
    // One piece alone always fits.
    if (cheapest) best.set(from, cheapest);
  }
  const cues: Cue[] = [];
  for (let cue = best.get(phrase.from); cue; cue = best.get(cue.end)) cues.push(cue);
  return cues;
}

function costOf(pieces: readonly Timed[], phrase: Range, { from, end, layout }: Cue): number {
  const next = end < phrase.end ? pieces[end] : undefined;
  const roomMs = next ? next.startMs - (pieces[from]?.startMs ?? 0) : CAPTION.longestMs;
  const isWhole = from === phrase.from && end === phrase.end;
  return (
    PER_CUE +
    // What is all that was said between two pauses is no orphan.
    (isWhole ? 0 : layout.cost) +
    (next ? (pieces[end - 1]?.breakCost ?? 0) : 0) +
    (roomMs < CAPTION.shortestMs ? TOO_SHORT : 0) +
    TOO_FAST * Math.max(0, readingMs(pieces, from, end) / Math.max(1, roomMs) - 1)
  );
}

const readingMs = (pieces: readonly Timed[], from: number, end: number): number =>
  Math.ceil((1000 * widthOf(pieces, from, end)) / CAPTION.readingSpeed);

/** As long as it is said; longer, where there is room, until it can be read. */
function timesOf(pieces: readonly Timed[], from: number, end: number, untilMs: number) {
  const startMs = pieces[from]?.startMs ?? 0;
  const saidMs = pieces[end - 1]?.endMs ?? startMs;
  const wantedMs = startMs + Math.max(CAPTION.shortestMs, readingMs(pieces, from, end));
  return { startMs, endMs: Math.min(Math.max(saidMs, wantedMs), untilMs, startMs + CAPTION.longestMs) };
}
