import type { MeasuredLoudness } from "@videoflow/core/defect/measured";

/** Where gating ends: nothing of the sound was louder. ITU-R BS.1770-4. */
const GATE = -70;

/** Reads the summary that ffmpeg's `ebur128` writes at its end; null when all was silence. */
export function loudnessOf(log: string): MeasuredLoudness | null {
  const summary = log.slice(log.lastIndexOf("Integrated loudness:"));
  const [integratedLufs, rangeLu, truePeakDbtp] = ["I", "LRA", "Peak"].map((name) => {
    const [, value] = new RegExp(`^\\s*${name}:\\s*(\\S+) (?:LUFS|LU|dBFS)`, "m").exec(summary) ?? [];
    if (value === undefined) throw new Error(`ffmpeg did not say the loudness (${name}) but: ${log}`);
    return value === "-inf" ? Number.NEGATIVE_INFINITY : Number(value);
  }) as [number, number, number];
  if (integratedLufs <= GATE || !Number.isFinite(truePeakDbtp)) return null;
  return { integratedLufs, rangeLu, truePeakDbtp };
}
