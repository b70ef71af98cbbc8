import { overlaps } from "../../scene/material.ts";
import { BEATS_A_MINUTE, TRUE_PEAK_DBTP } from "../craft.ts";
import { targetOf } from "../crew/director.ts";
import { inFrames, msAt, rateOf, told } from "../frame-rate.ts";
import type { Finding, GateResult } from "../gate.schema.ts";
import type { VariantSpec } from "../variant-spec.schema.ts";
import { fault, figure, pass, resultOf } from "./finding.ts";
import type { Clip, Reference } from "./reference.ts";
import { wantedFindings } from "./wanted.ts";

/** A picture that is shown so short is not seen. */
const SEEN_MS = 240;

/** Length, pacing, repetition, black and frozen pictures, loudness, and what people asked for in notes. Its faults go back to the editor, with notes. */
export function qualityGate(spec: VariantSpec, reference: Reference): GateResult {
  const clips = spec.items.filter((item) => item.kind === "clip");
  return resultOf(
    "quality",
    [
      lengthFinding(spec, reference),
      ...shortFindings(spec),
      repetitionFinding(clips),
      ...clips.flatMap((clip) => pictureFindings(clip, spec, reference)),
      loudnessFinding(spec, reference),
      ...wantedFindings(spec, reference),
      ...reference.notes.map(({ text, item }) => fault(text, { ...(item && { item }) })),
    ],
    "",
  );
}

function lengthFinding({ frames, frameRate }: VariantSpec, { order }: Reference): Finding {
  const rate = rateOf(frameRate);
  const target = targetOf(order, rate);
  const tolerance = inFrames(order.duration.toleranceMs, rate);
  const evidence = [
    figure("frames", frames),
    figure("ordered frames", target),
    figure("frames of tolerance", tolerance),
  ];
  const text = `The cut is ${told(frames, rate)} long, ordered are ${told(target, rate)} with ${told(tolerance, rate)} of tolerance`;
  return Math.abs(frames - target) <= tolerance
    ? pass(text, { evidence })
    : fault(`${text}: add or take away moments, or order another length`, { evidence });
}

function shortFindings({ items, frameRate }: VariantSpec): Finding[] {
  const rate = rateOf(frameRate);
  const least = inFrames(SEEN_MS, rate);
  return items
    .filter(({ frames }) => frames < least)
    .map(({ id, frames }) =>
      fault(`${id} is ${frames} frames long, which nobody sees: at least ${least}`, {
        item: id,
        evidence: [figure("frames", frames)],
      }),
    );
}

/** The same picture never comes twice. */
function repetitionFinding(clips: readonly Clip[]): Finding {
  for (const [at, clip] of clips.entries()) {
    const again = clips
      .slice(at + 1)
      .find(
        (other) =>
          other.assetId === clip.assetId &&
          other.inFrame < clip.inFrame + clip.frames &&
          clip.inFrame < other.inFrame + other.frames,
      );
    if (again)
      return fault(`${again.id} shows what ${clip.id} has shown`, { item: again.id, evidence: again.evidence });
  }
  return pass(`${clips.length} clips, none shows anything twice`, { evidence: [figure("clips", clips.length)] });
}

function pictureFindings(clip: Clip, { frameRate }: VariantSpec, { sources }: Reference): Finding[] {
  const rate = rateOf(frameRate);
  const range = { startMs: msAt(clip.inFrame, rate), endMs: msAt(clip.inFrame + clip.frames, rate) };
  const spoilt = sources
    .get(clip.assetId)
    ?.defects.find(
      (one) => (one.kind === "black" || one.kind === "freeze") && overlaps(one, range) && one.severity !== "minor",
    );
  if (!spoilt) return [];
  const what = spoilt.kind === "black" ? "is black" : "stands still";
  const evidence = [
    figure(`${spoilt.kind} from, in milliseconds of the asset`, spoilt.startMs),
    figure(`${spoilt.kind} until`, spoilt.endMs),
  ];
  return [
    fault(`${clip.id} ${what} from ${spoilt.startMs} to ${spoilt.endMs} ms of ${clip.assetId}: choose another moment`, {
      item: clip.id,
      evidence,
    }),
  ];
}

/** Something is heard, at the loudness that was ordered, and music stays below speech. */
function loudnessFinding({ items, music, loudness }: VariantSpec, { order, sources }: Reference): Finding {
  const evidence = [figure("LUFS", loudness.integratedLufs), figure("dBTP at most", loudness.truePeakDbtp)];
  if (loudness.integratedLufs !== order.loudness)
    return fault(`The loudness is ${loudness.integratedLufs} LUFS, ordered are ${order.loudness}`, { evidence });
  if (loudness.truePeakDbtp > TRUE_PEAK_DBTP)
    return fault(`Peaks of ${loudness.truePeakDbtp} dBTP distort: at most ${TRUE_PEAK_DBTP}`, { evidence });
  const heard = items.filter((item) => item.kind === "clip" && item.sound.on);
  const loud = items.find(
    (item) =>
      item.kind === "clip" &&
      item.sound.on &&
      (sources.get(item.assetId)?.integratedLufs ?? -20) + item.sound.gainDb > 0,
  );
  if (loud) return fault(`${loud.id} is above full scale with its gain: lower it`, { item: loud.id, evidence });
  if (music && music.ducks.length > 0 && music.duckDb > -6)
    return fault("The music stays as loud as speech: let it duck by 6 dB or more", { evidence });
  const bed = music ? `, music ${music.bed} (${BEATS_A_MINUTE[music.bed]} beats a minute)` : "";
  return pass(`${heard.length} clips are heard${bed}, at ${loudness.integratedLufs} LUFS`, { evidence });
}
