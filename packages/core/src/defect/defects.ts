import type { Technical } from "../asset/technical.schema.ts";
import type { Checks, Defect } from "./defect.schema.ts";
import { driftFindings } from "./drift-rules.ts";
import { loudnessOf } from "./loudness.ts";
import type { Measured } from "./measured.schema.ts";
import { SOUND_MS } from "./measured.ts";
import { pictureFindings } from "./picture-rules.ts";
import { severityOf } from "./severity.ts";
import { loudnessFindings, soundFindings } from "./sound-rules.ts";

/** Changes whenever the same measurements can give other defects: by another rule. */
export const DETECTORS = "detectors 14";

/** Judges what was measured. `technical` is the original's. In the order of time, then of kind. */
export function checksOf(measured: Measured, technical: Technical): Pick<Checks, "loudness" | "defects"> {
  const { picture, sound } = measured;
  const loudness = sound && loudnessOf(sound);
  const findings = [
    ...(picture ? pictureFindings(picture) : []),
    ...(sound ? soundFindings(sound) : []),
    ...(sound && loudness ? loudnessFindings(loudness, sound.level.length * SOUND_MS) : []),
    ...driftFindings(technical),
  ];
  return { loudness, defects: findings.map((finding) => ({ ...finding, severity: severityOf(finding) })).sort(byTime) };
}

const byTime = (one: Defect, other: Defect): number =>
  one.startMs - other.startMs || one.kind.localeCompare(other.kind) || one.endMs - other.endMs;
