import type { Defect } from "@videoflow/core/defect/defect.schema";
import { expect, it } from "vitest";
import { describeDefect } from "./defect.ts";

const defect = (rest: Pick<Defect, "kind" | "value" | "threshold" | "unit">): Defect => ({
  ...{ startMs: 0, endMs: 1000, severity: "minor" },
  ...rest,
});

it.each([
  [defect({ kind: "silence", value: -71.3, threshold: -60, unit: "dBFS" }), "−71.3 dBFS; up to −60 dBFS"],
  [defect({ kind: "clipping", value: 12.5, threshold: 4, unit: "%" }), "12.5 % of the samples"],
  [defect({ kind: "loudness", value: -45, threshold: -40, unit: "LUFS" }), "too quiet"],
  [defect({ kind: "loudness", value: -5, threshold: -7, unit: "LUFS" }), "pressed flat"],
  [defect({ kind: "loudness", value: 2.1, threshold: 1.5, unit: "dBTP" }), "Peaks reach 2.1 dBTP"],
  [defect({ kind: "blockiness", value: 4.1, threshold: 1.6, unit: "deviations from chance" }), "4.1 deviations"],
  [defect({ kind: "blockiness", value: 75, threshold: 0, unit: "% undecodable" }), "could not read 75 % of it"],
  [defect({ kind: "drift", value: 240, threshold: 185, unit: "ms" }), "240 ms apart"],
])("says of %o what was measured and what it should be", (given, text) =>
  expect(describeDefect(given)).toContain(text),
);
