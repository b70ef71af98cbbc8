import { ASSERTED } from "../scene/describe.ts";
import type { Scene } from "../scene/scene.schema.ts";

/** Changes with what `sceneText` makes of a scene: then every vector is made again. */
export const SCENE_TEXT_VERSION = 1;

/** What may be longer is cut: it is far below what any model takes, in any language. */
export const LONGEST_TEXT = 8000;

/**
 * What is found of a scene by its meaning: its description, what is said in it, what is seen, what is written. Words that were
 * badly heard would lead astray.
 */
export function sceneText({ description, speech, labels, texts }: Scene): string {
  const seen = labels.filter(({ confidence }) => confidence >= ASSERTED).map(({ name }) => name);
  const said = speech?.quotable ? speech.text : "";
  const parts = [description, said, seen.join(", "), texts.join(". ")];
  return parts
    .map((part) => part.replace(/\s+/g, " ").trim())
    .filter((part) => part !== "")
    .map((part) => (/[.!?…]$/.test(part) ? part : `${part}.`))
    .join(" ");
}

/** A text of at most LONGEST_TEXT characters, cut at the end of a sentence, else of a word, else anywhere. */
export function fit(text: string): { text: string; isCut: boolean } {
  if (text.length <= LONGEST_TEXT) return { text, isCut: false };
  const piece = text.slice(0, LONGEST_TEXT);
  const sentence = Math.max(...[". ", "! ", "? ", "… "].map((end) => piece.lastIndexOf(end)));
  const word = piece.lastIndexOf(" ");
  const end = sentence > 0 ? sentence + 1 : word > 0 ? word : piece.length;
  return { text: piece.slice(0, end).trimEnd(), isCut: true };
}
