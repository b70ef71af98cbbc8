import { stateOf } from "../run/state-of.ts";

/**
 * States of a workflow that have no function, by the step of the run before which they are passed: that a step has an attempt says that
 * they were. A test compares this with the definitions.
 */
export const PASSED: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  Ingest: {
    Fingerprint: ["Look"],
    Admit: ["IsKnown"],
    Link: ["IsKnown"],
    Reject: ["IsAdmitted"],
    Submit: ["IsAdmitted", "Derive"],
    Register: ["Make"],
    Fail: ["IsFailed"],
  },
  Understand: {
    Submit: ["IsDerivedAgain", "Derive"],
    Register: ["Make"],
    Ranges: ["IsDerivedAgain", "Perceive"],
    Gather: ["EachBatch"],
    Check: ["EachRange"],
    Fail: ["IsFailed"],
  },
  Compose: {
    Direct: ["IsPossible"],
    Frame: ["Shoot"],
    Story: ["Analyse"],
    Specify: ["IsJudged"],
    Fail: ["IsFailed"],
  },
  Render: {
    Unit: ["Make", "EachUnit", "Where"],
    LongUnit: ["Make", "EachUnit", "Where"],
    Assemble: ["EachFormat"],
    Verify: ["EachDeliverable"],
    Fail: ["IsFailed"],
  },
  Rebuild: { Scan: ["RestoreAll"], Sweep: ["IsWhole", "SweepAll"], Fail: ["IsFailed"] },
  Reembed: { Scan: ["FillAll", "VerifyAll"], Switch: ["IsWhole"], Fail: ["IsFailed"] },
};

/** How many state transitions a run has made: one for each try at each step, and those between them. */
export function transitionsOf(workflow: string, attempts: readonly { readonly step: string }[]): number {
  const passed = PASSED[workflow] ?? {};
  const between = new Set(attempts.flatMap(({ step }) => passed[stateOf(step)] ?? []));
  return attempts.length + between.size;
}
