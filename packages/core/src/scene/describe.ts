import type { Word } from "../transcript/transcript.schema.ts";
import type { Sight } from "../vision/vision.schema.ts";
import { colourName } from "./colour-name.ts";
import type { Slice } from "./material.ts";
import type { Evidence, Scene } from "./scene.schema.ts";

/** Labels at least so sure are said of a scene; less sure ones are listed and searched. */
export const ASSERTED = 0.5;
const MOST_LABELS = 5;
const MOST_TEXTS = 3;
const QUOTED_WORDS = 24;

type Facts = Pick<Scene, "labels" | "people" | "texts" | "colours" | "speech">;

interface Description {
  readonly description: string;
  readonly evidence: Evidence[];
}

/** Says in plain sentences what a scene shows and what is said in it, with the frame or the words each of them rests on. */
export function describe(facts: Facts, sights: readonly Sight[], words: readonly Word[]): Description {
  const parts = [seen(facts, sights), read(facts, sights), heard(facts, words)].flatMap((part) => part ?? []);
  if (parts.length === 0) return { description: "Sound without speech.", evidence: [] };
  return {
    description: parts.map(({ description }) => description).join(" "),
    evidence: parts.flatMap(({ evidence }) => evidence),
  };
}

function seen({ labels, people, colours }: Facts, sights: readonly Sight[]): Description | undefined {
  const [first] = sights;
  if (!first) return undefined;
  const things = labels
    .filter(({ name, confidence }) => confidence >= ASSERTED && name !== "Person")
    .slice(0, MOST_LABELS)
    .map(({ name }) => name.toLowerCase());
  const who = people === 0 ? [] : [people === 1 ? "a person" : `${people} people`];
  const all = [...who, ...things];
  if (all.length === 0) {
    const names = [...new Set(colours.map(colourName))].slice(0, 2);
    const description = names.length > 0 ? `A picture in ${names.join(" and ")}.` : "A picture.";
    return { description, evidence: [frame(first, description)] };
  }
  const evidence = all.flatMap((thing, index) => {
    const sight = index < who.length ? mostPeople(sights) : surest(sights, thing);
    return sight ? [frame(sight, thing)] : [];
  });
  return { description: `${sentence(all)}.`, evidence };
}

function read({ texts }: Facts, sights: readonly Sight[]): Description | undefined {
  const shown = texts.slice(0, MOST_TEXTS);
  if (shown.length === 0) return undefined;
  const evidence = shown.flatMap((text) => {
    const sight = sights.find((candidate) => candidate.texts.some((line) => line.text === text));
    return sight ? [frame(sight, `text “${text}”`)] : [];
  });
  return { description: `Text in the picture: ${shown.map((text) => `“${text}”`).join(", ")}.`, evidence };
}

/** Only what is quotable is quoted. */
function heard({ speech }: Facts, words: readonly Word[]): Description | undefined {
  if (!speech) return undefined;
  if (!speech.quotable) {
    return { description: "Speech that was not understood well enough to quote.", evidence: [quote(speech, words)] };
  }
  const slice = { from: speech.from, to: Math.min(speech.to, speech.from + QUOTED_WORDS) };
  const said = quote(slice, words);
  const more = slice.to < speech.to ? " …" : "";
  return { description: `Said: “${said.text}${more}”`, evidence: [said] };
}

export const textOf = (words: readonly Word[], { from, to }: Slice): string =>
  words
    .slice(from, to)
    .map(({ text }) => text)
    .join(" ");

export const quote = ({ from, to }: Slice, words: readonly Word[]): Extract<Evidence, { kind: "words" }> => ({
  kind: "words",
  from,
  to,
  text: textOf(words, { from, to }),
});

export const frame = ({ index, atMs }: Sight, what: string): Evidence => ({ kind: "frame", index, atMs, seen: what });

function mostPeople(sights: readonly Sight[]): Sight | undefined {
  return sights.toSorted((a, b) => b.people.length - a.people.length)[0];
}

function surest(sights: readonly Sight[], thing: string): Sight | undefined {
  const confidence = ({ labels }: Sight) => labels.find(({ name }) => name.toLowerCase() === thing)?.confidence ?? 0;
  return sights.toSorted((a, b) => confidence(b) - confidence(a))[0];
}

/** `A person, a car and a dog` of names in lower case. */
function sentence(things: readonly string[]): string {
  const listed = things.length < 2 ? things.join("") : `${things.slice(0, -1).join(", ")} and ${things.at(-1)}`;
  return listed.charAt(0).toUpperCase() + listed.slice(1);
}
