import { type Finding, greatest, timesOf } from "./finding.ts";
import type { Loudness } from "./loudness.ts";
import type { MeasuredSound } from "./measured.schema.ts";
import { rounded, SOUND_MS } from "./measured.ts";
import { type SampleSpan, spansWhere } from "./spans.ts";
import { THRESHOLDS } from "./thresholds.ts";

export const soundFindings = (sound: MeasuredSound): Finding[] => [
  ...silenceFindings(sound),
  ...clippingFindings(sound),
];

function silenceFindings({ level }: MeasuredSound): Finding[] {
  const { dbfs, leastMs } = THRESHOLDS.silence;
  const spans = spansWhere(level.length, (sample) => (level[sample] ?? 0) <= dbfs, { least: leastMs / SOUND_MS });
  return spans.map((span) => ({
    kind: "silence",
    ...timesOf(span, SOUND_MS),
    value: rounded(greatest(level.slice(span.first, span.end)), 1),
    threshold: dbfs,
    unit: "dBFS",
  }));
}

function clippingFindings({ nearFull }: MeasuredSound): Finding[] {
  const { share, remains, leastMs, bridgeMs } = THRESHOLDS.clipping;
  const spans = spansWhere(nearFull.length, (sample) => (nearFull[sample] ?? 0) >= remains, {
    least: leastMs / SOUND_MS,
    bridge: bridgeMs / SOUND_MS,
  });
  const highest = ({ first, end }: SampleSpan) => greatest(nearFull.slice(first, end));
  return spans
    .filter((span) => highest(span) >= share)
    .map((span) => ({
      ...{ kind: "clipping", ...timesOf(span, SOUND_MS), value: rounded(100 * highest(span), 1) },
      ...{ threshold: rounded(100 * share, 1), unit: "% of samples near full scale" },
    }));
}

/** Of the whole sound, `durationMs` long. Too loud and peaks too high are two defects, each with its own measure. */
export function loudnessFindings(loudness: Loudness, durationMs: number): Finding[] {
  const { quietLufs, loudLufs, truePeakDbtp } = THRESHOLDS.loudness;
  const whole = { kind: "loudness", startMs: 0, endMs: durationMs } as const;
  const { integratedLufs, truePeakDbtp: peak } = loudness;
  const findings: Finding[] = [];
  if (integratedLufs < quietLufs)
    findings.push({ ...whole, value: integratedLufs, threshold: quietLufs, unit: "LUFS" });
  if (integratedLufs > loudLufs) findings.push({ ...whole, value: integratedLufs, threshold: loudLufs, unit: "LUFS" });
  if (peak > truePeakDbtp) findings.push({ ...whole, value: peak, threshold: truePeakDbtp, unit: "dBTP" });
  return findings;
}
