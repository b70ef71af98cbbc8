import type { Checks, Defect } from "@videoflow/core/defect/defect.schema";
import type { Scenes } from "@videoflow/core/scene/scene.schema";
import type { Transcript } from "@videoflow/core/transcript/transcript.schema";
import type { Shots } from "@videoflow/core/vision/vision.schema";
import { defectName, describeDefect, isHeard } from "../defect.ts";
import type { Seen } from "../understanding/seen.ts";
import { textOf } from "../understanding/transcript.ts";
import type { Lane, LaneItem } from "./lane.ts";

/** What is known of footage; what is not there (yet) has no lane. */
export interface Known {
  readonly scenes?: Scenes | undefined;
  readonly shots?: Shots | undefined;
  readonly transcript?: Transcript | undefined;
  readonly seen?: Seen | undefined;
  readonly checks?: Checks | undefined;
}

const MOST_LABELS = 4;
const LONGEST_TEXT = 160;

/** Everything that is understood, on lanes in the time of the footage. Empty lanes are left out. */
export function lanesOf({ scenes, shots, transcript, seen, checks }: Known): Lane[] {
  const people = Math.max(...(seen?.people ?? []).map(({ count }) => count), 1);
  const lanes: Lane[] = [
    { id: "scenes", title: "Scenes", look: "blocks", items: sceneItems(scenes) },
    { id: "shots", title: "Shots", look: "blocks", items: shotItems(shots, scenes) },
    { id: "speech", title: "Speech", look: "bars", items: speechItems(transcript) },
    {
      ...{ id: "people", title: "People", look: "bars" },
      items: (seen?.people ?? []).map(({ count, ...span }) => ({
        ...span,
        text: count === 1 ? "1 person" : `${count} people`,
        strength: 0.45 + 0.55 * (count / people),
      })),
    },
    {
      ...{ id: "text", title: "Text", look: "bars" },
      items: (seen?.texts ?? [])
        .map(({ text, startMs, endMs, confidence }) => ({ startMs, endMs, text: `“${text}”`, strength: confidence }))
        .sort((a, b) => a.startMs - b.startMs),
    },
    ...(seen?.labels ?? [])
      .filter(({ name }) => name !== "Person")
      .slice(0, MOST_LABELS)
      .map(
        ({ name, spans, confidence }): Lane => ({
          ...{ id: `label ${name}`, title: name, look: "bars" },
          items: spans.map((span) => ({ ...span, text: name, strength: confidence })),
        }),
      ),
    { id: "defects", title: "Defects", look: "alarms", items: defectItems(checks, ({ kind }) => !isHeard(kind)) },
  ];
  return lanes.filter(({ items }) => items.length > 0);
}

/** What is wrong with the sound, where it is. What is said of the whole programme has no place. */
export const soundDefects = (checks: Checks | undefined): LaneItem[] =>
  defectItems(checks, ({ kind }) => isHeard(kind) && kind !== "loudness");

const STRENGTHS = { minor: 0.5, major: 0.75, critical: 1 } as const;

function defectItems(checks: Checks | undefined, which: (defect: Defect) => boolean): LaneItem[] {
  return (checks?.defects ?? []).filter(which).map((defect) => ({
    ...{ startMs: defect.startMs, endMs: defect.endMs, strength: STRENGTHS[defect.severity] },
    text: `${defectName(defect.kind)}, ${defect.severity}. ${describeDefect(defect)}`,
  }));
}

const sceneItems = (scenes: Scenes | undefined): LaneItem[] =>
  (scenes?.scenes ?? []).map(({ index, startMs, endMs, description }) => ({
    ...{ startMs, endMs, strength: 1 },
    text: shortened(`Scene ${index + 1}. ${description}`),
  }));

/** Where scenes and shots are the same, once is enough. */
function shotItems(shots: Shots | undefined, scenes: Scenes | undefined): LaneItem[] {
  if (!shots || shots.shots.length <= (scenes?.scenes.length ?? 1)) return [];
  return shots.shots.map(({ startMs, endMs }, index) => ({ startMs, endMs, text: `Shot ${index + 1}`, strength: 1 }));
}

function speechItems(transcript: Transcript | undefined): LaneItem[] {
  if (!transcript) return [];
  const { words, utterances } = transcript;
  return utterances.flatMap(({ from, to }) => {
    const [first, last] = [words[from], words[to - 1]];
    if (!first || !last) return [];
    const confidence = words.slice(from, to).reduce((sum, word) => sum + word.confidence, 0) / (to - from);
    const text = shortened(textOf(words, from, to));
    return [{ startMs: first.startMs, endMs: last.endMs, text: `“${text}”`, strength: 0.3 + 0.7 * confidence }];
  });
}

const shortened = (text: string): string =>
  text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT).trimEnd()} …` : text;
