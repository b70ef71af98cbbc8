import { createHash } from "node:crypto";
import { BedName } from "@videoflow/core/cut/variant-spec.schema";
import { expect, it } from "vitest";
import { lufsOf } from "../sound/measure.ts";
import { SAMPLE_RATE, type Stereo } from "../sound/stereo.ts";
import { bed } from "./bed.ts";
import { SCORES } from "./scores.ts";

const hashOf = ({ left, right }: Stereo) =>
  createHash("sha256").update(new Uint8Array(left.buffer)).update(new Uint8Array(right.buffer)).digest("hex");

const peak = (samples: Float32Array, from = 0, to = samples.length) =>
  samples.subarray(from, to).reduce((most, value) => Math.max(most, Math.abs(value)), 0);

it.each(BedName.options)(
  "%s has any length, one loudness, no click at its ends, and is the same every time",
  (name) => {
    for (const seconds of [1, 7.3, 21]) {
      const samples = Math.round(seconds * SAMPLE_RATE);
      const played = bed(name, samples);
      expect(played.left).toHaveLength(samples);
      expect(played.left.every(Number.isFinite)).toBe(true);
      expect(lufsOf(played)).toBeCloseTo(-20, 0);
      expect(peak(played.left, samples - 20)).toBeLessThan(0.01);
    }
    expect(hashOf(bed(name, 200_000))).toBe(hashOf(bed(name, 200_000)));
  },
);

it.each(BedName.options)("%s keeps its tempo and comes to rest on a strong beat, with time to ring", (name) => {
  const samples = 24 * SAMPLE_RATE + 777;
  const played = bed(name, samples);
  const half = (2 * SAMPLE_RATE * 60) / SCORES[name].beatsAMinute;
  const end = Math.floor((samples - 1.8 * SAMPLE_RATE) / half) * half;
  const energy = (from: number, length: number) =>
    played.left.subarray(from, from + length).reduce((sum, value) => sum + value * value, 0) / length;
  // Something is struck there, and after it only what was struck rings out.
  expect(energy(Math.round(end), 4800)).toBeGreaterThan(energy(samples - 9600, 9600) * 3);
  expect(energy(samples - 4800, 4800)).toBeGreaterThan(0);
});
