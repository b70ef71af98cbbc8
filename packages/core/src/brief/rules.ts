import { AppError } from "../error.ts";
import { ASSERTED } from "../scene/describe.ts";
import type { Scene } from "../scene/scene.schema.ts";
import type { BriefContent, Statement } from "./brief.schema.ts";
import { type BriefMaterial, frameEvidence, toldScenes } from "./material.ts";
import { type Named, peopleOf, placesOf } from "./names.ts";
import { type Phrase, phrasesOf } from "./phrases.ts";
import { mostTelling } from "./salience.ts";

const SUMMARY = 5;
const MOMENTS = 8;
const TOPICS = 8;
/** Shots a minute. */
const FAST = 20;
const CALM = 3;

/**
 * The judge without a model: takes the scenes that say most, the phrases that are talked about and the things that are
 * seen most. It never makes a sentence of its own, so it says nothing that was not seen or said. Throws
 * `internal` when no scene has evidence.
 */
export function briefByRules(material: BriefMaterial): BriefContent {
  const telling = mostTelling(material, MOMENTS);
  const [first] = telling;
  if (!first) throw new AppError("internal", "Footage of which nothing was seen or heard has no brief");
  const phrases = phrasesOf(material);
  const things = thingsOf(material);
  return {
    title: titleOf(first, phrases, things),
    summary: mostTelling(material, SUMMARY).map(({ description, evidence }) => ({ text: description, evidence })),
    keyMoments: telling.map((scene) => ({
      ...{ startMs: scene.startMs, endMs: scene.endMs },
      ...{ title: momentTitle(scene, phrases), evidence: scene.evidence },
    })),
    topics: [...phrases.slice(0, TOPICS / 2).map(({ text, evidence }) => ({ name: text, evidence })), ...things].slice(
      0,
      TOPICS,
    ),
    people: peopleOf(material).slice(0, 24),
    places: placesOf(material).slice(0, 12),
    mood: moodOf(material),
  };
}

function titleOf(first: Scene, phrases: readonly Phrase[], things: readonly Named[]): Statement {
  const [phrase] = phrases;
  if (phrase) return { text: capital(phrase.text), evidence: phrase.evidence };
  const [one, other] = things;
  if (one && other)
    return { text: `${one.name} and ${other.name.toLowerCase()}`, evidence: [...one.evidence, ...other.evidence] };
  if (one) return { text: one.name, evidence: one.evidence };
  const text = first.speech && !first.speech.quotable ? "Speech" : first.description.replace(/\.$/, "");
  return { text, evidence: first.evidence };
}

/** What is seen in most scenes, with the first frame of each that shows it. */
function thingsOf(material: BriefMaterial): Named[] {
  const seen = toldScenes(material).flatMap((scene) =>
    scene.labels.filter(({ confidence }) => confidence >= ASSERTED).map(({ name }) => ({ name, scene })),
  );
  return [...Map.groupBy(seen, ({ name }) => name)]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .flatMap(([name, of]) => {
      const evidence = of
        .flatMap(({ scene }) => (scene.posterFrame === null ? [] : frameEvidence(material, scene.posterFrame, name)))
        .filter((found) => found !== undefined);
      return evidence.length > 0 ? [{ name, evidence: evidence.slice(0, 3) }] : [];
    });
}

function momentTitle({ description, speech }: Scene, phrases: readonly Phrase[]): string {
  const said = speech?.quotable
    ? phrases.find(({ evidence }) =>
        evidence.some((one) => one.kind === "words" && one.from >= speech.from && one.to <= speech.to),
      )
    : undefined;
  return said ? capital(said.text) : (description.split(". ")[0] ?? description).replace(/\.$/, "");
}

/** The pace of the cuts shows a mood where there are enough of them, or none over a while. */
function moodOf({ scenes, durationMs, vision }: BriefMaterial): Statement | null {
  const shots = scenes.at(-1)?.shots?.to;
  const [one, ...others] = vision?.sights ?? [];
  if (!shots || !one || durationMs < 20_000) return null;
  const pace = shots / (durationMs / 60_000);
  if (pace > CALM && pace < FAST) return null;
  const what = `${shots} ${shots === 1 ? "shot" : "shots"} in ${Math.round(durationMs / 1000)} s`;
  const evidence = [one, ...others.slice(0, 2)].map(({ index, atMs }) => ({
    kind: "frame" as const,
    ...{ index, atMs, seen: what },
  }));
  return { text: pace >= FAST ? "fast-paced" : "calm", evidence };
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
