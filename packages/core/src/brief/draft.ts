import * as z from "zod";
import { quote } from "../scene/describe.ts";
import type { Evidence, Scene } from "../scene/scene.schema.ts";
import { normalWord } from "../text/words.ts";
import type { BriefContent } from "./brief.schema.ts";
import { type BriefMaterial, frameEvidence } from "./material.ts";

/** How a model names its evidence: a scene, and the words that were said in it or null for what is seen in it. */
const Cite = z.object({
  scene: z.int().nonnegative().describe("number of the scene"),
  quote: z
    .string()
    .nullable()
    .describe("words exactly as they were said in that scene, or null for what is seen in it"),
});
const cites = z.array(Cite).min(1).max(4);
const Claim = z.object({ text: z.string().min(1).max(400), evidence: cites });
const NamedClaim = z.object({ name: z.string().min(1).max(80), evidence: cites });

/** What a model is asked to write. */
export const Draft = z.object({
  title: Claim,
  summary: z.array(Claim).min(1).max(8),
  keyMoments: z
    .array(z.object({ scene: z.int().nonnegative(), title: z.string().min(1).max(120), evidence: cites }))
    .max(12),
  topics: z.array(NamedClaim).max(12),
  people: z.array(NamedClaim).max(24),
  places: z.array(NamedClaim).max(12),
  mood: Claim.nullable(),
});
export type Draft = z.infer<typeof Draft>;

/** Turns a draft's citations into evidence. `faults` says, a sentence each, which of them do not hold. */
export function resolve(draft: Draft, material: BriefMaterial): { content: BriefContent; faults: string[] } {
  const faults: string[] = [];
  const evidenceOf = (text: string, cited: z.infer<typeof cites>): Evidence[] =>
    cited.flatMap((cite) => {
      const found = evidenceFor(cite, material);
      if (typeof found !== "string") return [found];
      faults.push(`“${text}”: ${found}`);
      return [];
    });
  const claim = ({ text, evidence }: z.infer<typeof Claim>) => ({ text, evidence: evidenceOf(text, evidence) });
  const named = ({ name, evidence }: z.infer<typeof NamedClaim>) => ({ name, evidence: evidenceOf(name, evidence) });
  const content: BriefContent = {
    title: claim(draft.title),
    summary: draft.summary.map(claim),
    keyMoments: draft.keyMoments.flatMap(({ scene, title, evidence }) => {
      const found = material.scenes[scene];
      if (!found) faults.push(`“${title}”: there is no scene ${scene}`);
      const { startMs = 0, endMs = 0 } = found ?? {};
      return [{ startMs, endMs, title, evidence: evidenceOf(title, evidence) }];
    }),
    topics: draft.topics.map(named),
    people: draft.people.map(named),
    places: draft.places.map(named),
    mood: draft.mood && claim(draft.mood),
  };
  return { content, faults };
}

/** The evidence that a citation means, or a sentence that says why there is none. */
function evidenceFor({ scene: number, quote: said }: z.infer<typeof Cite>, material: BriefMaterial): Evidence | string {
  const scene = material.scenes[number];
  if (!scene) return `there is no scene ${number}`;
  if (said !== null) return wordsFor(said, scene, material);
  const frame = scene.posterFrame === null ? undefined : frameEvidence(material, scene.posterFrame, scene.description);
  return frame ?? `scene ${number} has no picture; quote what is said in it`;
}

function wordsFor(said: string, { index, speech }: Scene, { words }: BriefMaterial): Evidence | string {
  if (!speech?.quotable) return `what is said in scene ${index} was not understood well enough to be quoted`;
  const wanted = said.split(/\s+/).map(normalWord).filter(Boolean);
  const spoken = words.slice(speech.from, speech.to).map(({ text }) => normalWord(text));
  for (let at = 0; wanted.length > 0 && at + wanted.length <= spoken.length; at++) {
    if (wanted.every((word, offset) => spoken[at + offset] === word)) {
      const from = speech.from + at;
      return quote({ from, to: from + wanted.length }, words);
    }
  }
  return `“${said}” is not said in scene ${index}`;
}
