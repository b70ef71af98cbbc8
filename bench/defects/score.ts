import type { Defect, DefectKind } from "@videoflow/core/defect/defect.schema";
import type { Fault } from "./case.ts";

/** Of one detector: faults found, faults missed, and defects where no fault was. */
export interface Score {
  readonly kind: DefectKind;
  readonly found: number;
  readonly missed: number;
  readonly falseAlarms: number;
}

export const precision = ({ found, falseAlarms }: Score): number => found / Math.max(1, found + falseAlarms);
export const recall = ({ found, missed }: Score): number => found / Math.max(1, found + missed);

const LEAST_OVERLAP = 0.5;
const MOST_APART_MS = 500;

/** A detection counts when at least half of both together is common to both, or when each end is within half a second. */
export function matches(
  { start, end }: Pick<Fault, "start" | "end">,
  defect: Pick<Defect, "startMs" | "endMs">,
): boolean {
  const [startMs, endMs] = [start * 1000, end * 1000];
  const common = Math.min(endMs, defect.endMs) - Math.max(startMs, defect.startMs);
  const both = Math.max(endMs, defect.endMs) - Math.min(startMs, defect.startMs);
  const isNear = Math.abs(startMs - defect.startMs) <= MOST_APART_MS && Math.abs(endMs - defect.endMs) <= MOST_APART_MS;
  return isNear || common / both >= LEAST_OVERLAP;
}

export interface Judged {
  readonly faults: readonly Fault[];
  readonly defects: readonly Defect[];
}

/** What is pressed to the ceiling is loud, and what is too loud is often cut off: the second finding is as right as the first. */
const BRINGS: Partial<Record<DefectKind, DefectKind>> = { clipping: "loudness", loudness: "clipping" };

/** Of all clips, those without this fault included: whatever the detector says there is a false alarm. */
export function scoreOf(kind: DefectKind, clips: readonly Judged[]): Score {
  const scores = clips.map(({ faults, defects }) => {
    const labels = faults.filter((fault) => fault.kind === kind);
    const detections = defects.filter((defect) => defect.kind === kind);
    const found = labels.filter((label) => detections.some((detection) => matches(label, detection))).length;
    const isExpected = faults.some((fault) => BRINGS[fault.kind] === kind);
    const wrong = detections.filter((detection) => !isExpected && !labels.some((label) => matches(label, detection)));
    return { found, missed: labels.length - found, falseAlarms: wrong.length };
  });
  const sum = (of: "found" | "missed" | "falseAlarms") => scores.reduce((total, score) => total + score[of], 0);
  return { kind, found: sum("found"), missed: sum("missed"), falseAlarms: sum("falseAlarms") };
}
