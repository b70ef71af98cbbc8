import type { Defect, DefectKind, Severity } from "@videoflow/core/defect/defect.schema";
import type { Tone } from "./status.ts";

const NAMES: Readonly<Record<DefectKind, string>> = {
  black: "Black picture",
  freeze: "Frozen picture",
  silence: "Silence",
  clipping: "Clipped sound",
  loudness: "Loudness",
  blockiness: "Broken blocks",
  blur: "Out of focus",
  drift: "Picture and sound differ in length",
};

/** What a kind of defect is called; `none` is footage without any. */
export const defectName = (kind: DefectKind | "none"): string => (kind === "none" ? "No defects" : NAMES[kind]);

/** Whether it is heard, and not seen. */
export const isHeard = (kind: DefectKind): boolean => kind === "silence" || kind === "clipping" || kind === "loudness";

/** How a severity is called and shown. */
export const SEVERITIES = {
  minor: { label: "Minor", tone: "plain", means: "worth knowing" },
  major: { label: "Major", tone: "rejected", means: "look at it before use" },
  critical: { label: "Critical", tone: "failed", means: "not usable as it is" },
} as const satisfies Record<Severity, { label: string; tone: Tone; means: string }>;

/** What was measured, and what it should have kept to, in a sentence for people. */
export function describeDefect({ kind, value, threshold, unit }: Defect): string {
  const [measured, limit] = [figure(value), figure(threshold)];
  switch (kind) {
    case "black":
      return `No brighter than ${measured} on the scale from 16 (black) to 235 (white); up to ${limit} counts as black.`;
    case "freeze":
      return `From picture to picture the brightness changes by ${measured} of 255 steps on average; up to ${limit} counts as standing still.`;
    case "silence":
      return `The loudest moment is at ${measured} dBFS; up to ${limit} dBFS counts as silence.`;
    case "clipping":
      return `In the worst moment ${measured} % of the samples are cut off near full scale; from ${limit} % on it counts as clipped.`;
    case "loudness":
      if (unit === "dBTP") return `Peaks reach ${measured} dBTP; above ${limit} dBTP they distort.`;
      return value < threshold
        ? `The whole is at ${measured} LUFS; under ${limit} LUFS it is too quiet to raise without noise.`
        : `The whole is at ${measured} LUFS; above ${limit} LUFS it was pressed flat.`;
    case "blockiness":
      if (unit === "% undecodable") return `Its decoder could not read ${measured} % of it as it was written.`;
      return `Changes keep to the borders of coded blocks: ${measured} deviations from chance; from ${limit} on it counts as damage.`;
    case "blur":
      return `It has ${measured} % of the sharpness of this footage’s own sharp pictures; under ${limit} % counts as out of focus.`;
    case "drift":
      return `Picture and sound are ${measured} ms apart at this end; more than ${limit} ms is seen and heard.`;
  }
}

/** No more digits than a reader can use, with a real minus. */
function figure(value: number): string {
  return String(Math.round(value * 100) / 100).replace("-", "−");
}
