import type { Counted } from "./material.schema.ts";
import type { Source } from "./source.ts";

const MOST_LABELS = 12;
/** Too general to be a chapter. */
const EVERYWHERE = new Set(["Person", "Human", "Adult", "Man", "Woman", "Face", "Head"]);

/** Numbers of the footage that a card may show. */
export function countsOf(sources: readonly Source[]): Counted[] {
  const hours = sources.reduce((sum, { durationMs }) => sum + durationMs, 0) / 3_600_000;
  const minutes = hours * 60;
  const words = sources.reduce((sum, source) => sum + (source.quotable ? source.words.length : 0), 0);
  const people = Math.max(0, ...sources.flatMap(({ scenes }) => scenes.map((scene) => scene.people)));
  const shots = sources.reduce((sum, source) => sum + source.shots.length, 0);
  const named = new Set(sources.flatMap((source) => source.people.map(({ name }) => name.toLowerCase()))).size;
  const longest = Math.max(0, ...sources.map(longestSpeechMs));
  return [
    counted("assets", sources.length, sources.length === 1 ? "recording" : "recordings", "recordings of the footage"),
    hours >= 1
      ? counted("length", round(hours), "hours of footage", "length of all recordings, in hours")
      : counted("length", round(minutes), "minutes of footage", "length of all recordings, in minutes"),
    counted("shots", shots, "shots", "shots of all recordings"),
    ...(people > 1 ? [counted("people", people, "people in one picture", "the most people in one picture")] : []),
    ...(named > 1 ? [counted("names", named, "people by name", "people who are named in picture or speech")] : []),
    ...(words > 0 ? [counted("words", words, "words spoken", "words of all transcripts that may be quoted")] : []),
    ...(longest >= 5_000
      ? [counted("speech", Math.round(longest / 1000), "seconds without a pause", "longest speech without a pause, in seconds")]
      : []),
    ...labelsOf(sources),
  ];
}

const counted = (what: string, value: number, unit: string, how: string): Counted => ({ what, value, unit, counted: how });

/** Things by the number of scenes that show them, most first. */
function labelsOf(sources: readonly Source[]): Counted[] {
  const scenes = new Map<string, number>();
  for (const { labels } of sources.flatMap((source) => source.scenes)) {
    for (const { name, confidence } of labels)
      if (confidence >= 0.5 && !EVERYWHERE.has(name)) scenes.set(name, (scenes.get(name) ?? 0) + 1);
  }
  return [...scenes]
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, MOST_LABELS)
    .map(([label, value]) => ({
      ...counted("label", value, value === 1 ? "scene" : "scenes", `scenes that show ${label.toLowerCase()}`),
      label,
    }));
}

const BREATH_MS = 1_000;

/** Of one speaker, with no pause longer than a breath. */
function longestSpeechMs({ words, quotable }: Source): number {
  let longest = 0;
  let startMs = words[0]?.startMs ?? 0;
  for (const [at, word] of words.entries()) {
    const before = words[at - 1];
    if (before && (word.startMs - before.endMs > BREATH_MS || word.speaker !== before.speaker)) startMs = word.startMs;
    longest = Math.max(longest, word.endMs - startMs);
  }
  return quotable ? longest : 0;
}

const round = (value: number): number => Math.round(value * 10) / 10;
