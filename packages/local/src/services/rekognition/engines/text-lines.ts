import type { Box } from "./detection.ts";

export interface Word {
  readonly text: string;
  /** From 0 to 1. */
  readonly confidence: number;
  readonly box: Box;
}

/** Words that stand in one line, from left to right. */
export interface Line {
  readonly box: Box;
  readonly words: readonly Word[];
}

/** Words under this are guesses at patterns that are no letters. */
const LEAST_CONFIDENCE = 0.6;
/** Of two lines of which one covers so much of the other, both are readings of the same. */
const SAME = 0.5;

/** A line of the words that were read with some confidence; undefined where they are not two letters or digits together. */
export function lineOf(words: readonly Word[]): Line | undefined {
  const sure = words.filter(({ confidence, text }) => confidence >= LEAST_CONFIDENCE && letters(text) > 0);
  if (letters(sure.map(({ text }) => text).join("")) < 2) return undefined;
  return { words: sure, box: around(sure.map(({ box }) => box)) };
}

/** Several readings of one picture made one: where they speak of the same line, the one that reads more of it stays. */
export function merge(readings: readonly Line[]): Line[] {
  const chosen: Line[] = [];
  for (const line of [...readings].sort((a, b) => weight(b) - weight(a))) {
    if (!chosen.some(({ box }) => covered(box, line.box) > SAME)) chosen.push(line);
  }
  return chosen.sort((a, b) => a.box.top - b.box.top || a.box.left - b.box.left);
}

const letters = (text: string): number => text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;

const weight = ({ words }: Line): number =>
  words.reduce((sum, { text, confidence }) => sum + letters(text) * confidence, 0);

function around(boxes: readonly Box[]): Box {
  const left = Math.min(...boxes.map((box) => box.left));
  const top = Math.min(...boxes.map((box) => box.top));
  const right = Math.max(...boxes.map((box) => box.left + box.width));
  const bottom = Math.max(...boxes.map((box) => box.top + box.height));
  return { left, top, width: right - left, height: bottom - top };
}

/** How much of the smaller box is within the other. */
function covered(one: Box, other: Box): number {
  const width = Math.min(one.left + one.width, other.left + other.width) - Math.max(one.left, other.left);
  const height = Math.min(one.top + one.height, other.top + other.height) - Math.max(one.top, other.top);
  if (width <= 0 || height <= 0) return 0;
  return (width * height) / Math.min(one.width * one.height, other.width * other.height);
}
