import { UNDECODABLE } from "./block-rules.ts";
import type { DefectKind, Severity } from "./defect.schema.ts";
import type { Finding } from "./finding.ts";

/** From which measure on a defect is more than minor. */
type Scale = Readonly<Record<"major" | "critical", number>>;

const seconds = ({ startMs, endMs }: Finding): number => (endMs - startMs) / 1000;

/**
 * What each kind is judged by. What leaves nothing to see or hear (black, silence) is judged by how long it lasts, as is a
 * frozen picture; what can still be used with a loss is judged by how far it is over its threshold.
 */
const SCALES: Readonly<Record<DefectKind, { measure: (finding: Finding) => number } & Scale>> = {
  black: { measure: seconds, major: 1, critical: 3 },
  freeze: { measure: seconds, major: 2, critical: 5 },
  silence: { measure: seconds, major: 3, critical: 10 },
  /** Percent of the samples: from some 10 % on it is heard in speech, from 25 % on it is more noise than voice. */
  clipping: { measure: ({ value }) => value, major: 10, critical: 25 },
  /** Decibels over the threshold, in either direction. */
  loudness: { measure: ({ value, threshold }) => Math.abs(value - threshold), major: 3, critical: 15 },
  /** Deviations from chance; of what only its decoder tells, none are to be seen. */
  blockiness: { measure: ({ value, unit }) => (unit === UNDECODABLE ? 0 : value), major: 2.6, critical: 6.5 },
  /** How many times softer than the threshold. */
  blur: { measure: ({ value, threshold }) => threshold / value, major: 1.3, critical: 2 },
  /** Milliseconds. */
  drift: { measure: ({ value }) => value, major: 400, critical: 2000 },
};

export function severityOf(finding: Finding): Severity {
  const { measure, major, critical } = SCALES[finding.kind];
  const measured = measure(finding);
  return measured >= critical ? "critical" : measured >= major ? "major" : "minor";
}
