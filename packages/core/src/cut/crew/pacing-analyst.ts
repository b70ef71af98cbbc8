import { craftFor, frameOfBeat, ROUNDS } from "../craft.ts";
import { inFrames, rateOf, told } from "../frame-rate.ts";
import { RULES } from "./director.ts";
import type { Candidate, Material } from "./material.schema.ts";
import type { Analysis, Arc, ChosenClip, Edit, Note } from "./proposal.schema.ts";
import { alike } from "./worth.ts";

/** Neighbours that are more alike look like a fault of the edit. */
const TOO_ALIKE = 0.92;
const MOST_REPLACED = 3;

/** Looks at lengths, rhythm and repetition. What is a matter of taste is asked for only while there are rounds left. */
export function analysePacing(material: Material, { bed, beats }: Pick<Arc, "bed" | "beats">, edit: Edit): Analysis {
  const { items, round, cutId } = edit;
  const rate = rateOf(material.frameRate);
  const lengths = items.map(({ frames }) => frames).sort((a, b) => a - b);
  const all = lengths.reduce((sum, length) => sum + length, 0);
  const byId = new Map(material.candidates.map((candidate) => [candidate.id, candidate]));
  const clips = items.filter((item) => item.kind === "clip");
  const spoken = clips.filter(({ candidate }) => byId.get(candidate)?.kind === "speech");
  const share = Math.round((100 * spoken.reduce((sum, { frames }) => sum + frames, 0)) / Math.max(1, all));
  const counted = { counted: "parts of the cut", value: items.length };
  const [shortest = 0, middle = 0, longest = 0] = [lengths[0], lengths[lengths.length >> 1], lengths.at(-1)];
  const summary = `${items.length} parts of ${told(shortest, rate)} to ${told(longest, rate)}, in the middle ${told(middle, rate)}; ${share} % of it is speech`;
  const notes = [...repeated(clips, byId), ...longWithoutSpeech(clips, byId, material)].slice(0, MOST_REPLACED);
  const musical = bed && beats.some(({ musicBeats }) => musicBeats !== null);
  const off = musical ? offBeat(items, bed) : 0;
  return {
    ...{ version: 1, cutId, round, engine: RULES },
    remarks: [
      { passed: true, text: summary, item: null, evidence: [counted] },
      ...(musical
        ? [
            {
              passed: off === 0,
              text: `${items.length - 1 - off} of ${items.length - 1} cuts are on the music's beats`,
              item: null,
              evidence: [counted],
            },
          ]
        : []),
      ...notes.map(({ text, item }) => ({ passed: round >= ROUNDS, text, item, evidence: [counted] })),
    ],
    notes: round < ROUNDS ? notes : [],
  };

  /** Cuts that miss every beat by more than a frame. */
  function offBeat(parts: Edit["items"], of: NonNullable<Arc["bed"]>): number {
    let [at, music, missed] = [0, 0, 0];
    for (const { frames } of parts.slice(0, -1)) {
      at += frames;
      while (frameOfBeat(music, of, rate) < at) music++;
      if (frameOfBeat(music, of, rate) !== at) missed++;
    }
    return missed;
  }
}

const replace = (item: string, text: string): Note => ({ by: "pacing", item, ask: "replace", text });

function repeated(clips: readonly ChosenClip[], byId: ReadonlyMap<string, Candidate>): Note[] {
  return clips.flatMap((clip, at) => {
    const [one, before] = [byId.get(clip.candidate), byId.get(clips[at - 1]?.candidate ?? "")];
    if (!one || !before || one.kind === "speech" || one.wishes.length > 0 || one.id === before.id) return [];
    return alike(one, before) > TOO_ALIKE ? [replace(clip.id, `${clip.id} looks like the clip before it`)] : [];
  });
}

function longWithoutSpeech(
  clips: readonly ChosenClip[],
  byId: ReadonlyMap<string, Candidate>,
  { order, frameRate, direction }: Material,
): Note[] {
  const rate = rateOf(frameRate);
  const most = inFrames(craftFor(order.useCase, direction.pace).shownMs[2] * 1.6, rate);
  return clips.flatMap(({ id, candidate, frames }) => {
    const one = byId.get(candidate);
    const isLong = one && one.core === null && frames > most;
    return isLong ? [replace(id, `${id} shows the same for ${told(frames, rate)}`)] : [];
  });
}
