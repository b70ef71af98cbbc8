import { expect, it } from "vitest";
import { readTimecode, toTimecode } from "./timecode.ts";

const dropFrame = { nominal: 30, drop: true };

it.each([
  [1799, "00:00:59;29"],
  [1800, "00:01:00;02"],
  [17_981, "00:09:59;29"],
  [17_982, "00:10:00;00"],
  [107_892, "01:00:00;00"],
])("counts frame %i in drop frame as %s", (frame, label) => {
  expect(toTimecode(frame, dropFrame)).toBe(label);
  expect(readTimecode(label, dropFrame)).toBe(frame);
});

it.each([
  { nominal: 24, drop: false },
  { nominal: 25, drop: false },
  { nominal: 30, drop: true },
  { nominal: 60, drop: true },
])("reads every label that it writes in two hours ($nominal, drop $drop)", (counting) => {
  let wrong = 0;
  for (let frame = 0; frame < 2 * 3600 * counting.nominal * 0.999; frame++)
    if (readTimecode(toTimecode(frame, counting), counting) !== frame) wrong++;
  expect(wrong).toBe(0);
});

it.each(["00:01:00;00", "00:00:00:30", "24:00:00:00", "1:00:00:00", "00:60:00:00", "00:00:00:00x"])(
  "has no frame for %s",
  (text) => {
    expect(readTimecode(text, { nominal: 30, drop: false })).toBeNull();
  },
);
