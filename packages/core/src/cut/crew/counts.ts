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
  const people = sources.flatMap(({ scenes }) => scenes).reduce((most, scene) => Math.max(most, scene.people), 0);
  const shots = sources.reduce((sum, source) => sum + source.shots.length, 0);
  const named = new Set(sources.flatMap((source) => source.people.map(({ name }) => name.toLowerCase()))).size;
  const longest = Math.max(0, ...sources.map(longestSpeechMs));
  return [
    counted("assets", "Footage", sources.length, sources.length === 1 ? "recording" : "recordings", "of the order"),
    hours >= 1
      ? counted("length", "Recorded", round(hours), "hours of footage", "all recordings together")
      : counted("length", "Recorded", round(minutes), "minutes of footage", "all recordings together"),
    counted("shots", "Filmed", shots, "shots", "in all recordings"),
    ...(people > 1 ? [counted("people", "Together", people, "people in one picture", "the most there are")] : []),
    ...(named > 1 ? [counted("names", "Known", named, "people by name", "named in picture or speech")] : []),
    ...(words > 0 ? [counted("words", "Said", words, "words", "in transcripts that may be quoted")] : []),
    ...(longest >= 5_000
      ? [counted("speech", "Longest speech", Math.round(longest / 1000), "seconds without a pause", "of one speaker")]
      : []),
    ...labelsOf(sources),
  ];
}

const counted = (what: string, heading: string, value: number, unit: string, how: string): Counted => ({
  ...{ what, heading, value, unit },
  counted: `${heading}: ${unit}, ${how}`,
});

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
      ...counted("label", label, value, value === 1 ? "scene" : "scenes", "that show it"),
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
