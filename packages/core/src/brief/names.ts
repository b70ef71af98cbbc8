import { quote, textOf } from "../scene/describe.ts";
import type { Evidence } from "../scene/scene.schema.ts";
import { isContentWord, normalWord } from "../text/words.ts";
import { type BriefMaterial, frameEvidence } from "./material.ts";

export interface Named {
  readonly name: string;
  readonly evidence: Evidence[];
}

/** Names stand in the lower part of the picture. */
const LOWER_THIRD = 0.55;
const INTRODUCTION = /\b(?:my name is|i am|i'm|this is)\s+$/i;
const PLACE = /\b(?:in|at|from|near|outside|across)\s+(?:the\s+)?$/i;

/** People who are named: by a line in the lower third, or by themselves. */
export function peopleOf(material: BriefMaterial): Named[] {
  const shown = (material.vision?.sights ?? []).flatMap(({ index, texts }) =>
    texts
      .filter(({ text, box }) => box.top >= LOWER_THIRD && isFullName(text))
      .map(({ text }) => ({ name: text.trim(), evidence: frameEvidence(material, index, `text “${text}”`) })),
  );
  const told = capitalised(material).filter(({ before, name }) => INTRODUCTION.test(before) && isFullName(name));
  return together([...shown, ...told]);
}

/** Places that somebody says something is in, at, from, near, outside or across. */
export const placesOf = (material: BriefMaterial): Named[] =>
  together(capitalised(material).filter(({ before }) => PLACE.test(before)));

/** Two or three words, each with a capital first letter; all in capitals, it is as likely a place or a headline. */
const isFullName = (text: string): boolean =>
  /^\p{Lu}[\p{L}'’-]*\p{Ll}(?:\s+\p{Lu}[\p{L}'’.-]*){1,2}$/u.test(text.trim());

interface Said {
  readonly name: string;
  /** The words before it, in this utterance's scene. */
  readonly before: string;
  readonly evidence: Evidence;
}

/** Words in a row with capital letters, of what may be quoted. */
function capitalised({ scenes, words }: BriefMaterial): Said[] {
  const found: Said[] = [];
  for (const { speech } of scenes) {
    if (!speech?.quotable) continue;
    for (let from = speech.from + 1; from < speech.to; from++) {
      let to = from;
      while (to < speech.to && to < from + 3 && isProper(words[to]?.text)) {
        to++;
        if (/[.,;:!?]$/.test(words[to - 1]?.text ?? "")) break;
      }
      if (to === from) continue;
      const before = `${textOf(words, { from: Math.max(speech.from, from - 3), to: from })} `;
      const name = textOf(words, { from, to }).replace(/[.,;:!?]+$/, "");
      const start = Math.max(speech.from, from - 3);
      found.push({ name, before, evidence: quote({ from: start, to }, words) });
      from = to - 1;
    }
  }
  return found;
}

const isProper = (text = ""): boolean => /^\p{Lu}\p{L}/u.test(text) && isContentWord(normalWord(text));

function together(found: readonly { name: string; evidence: Evidence | undefined }[]): Named[] {
  return [...Map.groupBy(found, ({ name }) => name.toLowerCase()).values()].flatMap((same) => {
    const evidence = same.flatMap((one) => one.evidence ?? []).slice(0, 3);
    return same[0] && evidence.length > 0 ? [{ name: same[0].name, evidence }] : [];
  });
}
