import * as z from "zod";

const numbers = z.array(z.number());
const count = z.int().nonnegative();

/** Of the picture. All brightness is the proxy's luma, 8 bits in video range: 16 is black, 235 white. */
export const MeasuredPicture = z.object({
  /** Luma that 99 % of the pixels do not exceed. */
  highlights: numbers,
  /** Mean luma. */
  brightness: numbers,
  /**
   * How much the block changed that changed most since the sample before (mean of its pixels); 255 for the first, and where
   * things move.
   */
  change: numbers,
  /** Share of the blocks that changed at all since the sample before, 0 to 1; 1 for the first, and where things move. */
  changed: numbers,
  /** Contrast across a sharp edge's few pixels as a share of the edge's whole contrast, 0 to 1; null without edges. */
  sharpness: z.array(z.number().nullable()),
  /** How much fine contrast there is, in luma, noise left out. */
  detail: numbers,
  /** Share of the picture that is another one since the sample before, however the camera turned, 0 to 1; 1 for the first. */
  unlike: numbers,
  /** How alike the large shapes are to those of the sample before, moved along: 1 for the same ones, around 0 for others. */
  likeness: numbers,
  /** How many of the original's blocks came out wrong, or right again, since the sample before. */
  brokenBlocks: numbers,
  /** How many would seem to if its blocks lay elsewhere: as many are chance. */
  likeBroken: numbers,
  /** Share of the picture that became nothing but speckles since the sample before, as broken data is, 0 to 1. */
  speckled: numbers,
  /** Share of it that ceased to be speckles. */
  cleared: numbers,
  /** Of the original: whether some of its pictures could not be decoded as they were written, nor those predicted from them; 1 or 0. */
  undecodable: numbers,
});
export type MeasuredPicture = z.infer<typeof MeasuredPicture>;

/** Of the sound; where nothing else is said, of the channel that has more of it. */
export const MeasuredSound = z.object({
  /** Root mean square, dBFS; -120 or more. */
  level: numbers,
  /** Share of the samples that are near full scale (85 % of it, or more). */
  nearFull: numbers,
  /** Mean square as loud as it is heard (K-weighted), of both channels together. */
  energy: numbers,
  /** Of all: highest value of the wave, between the samples as well. */
  truePeak: z.number(),
});
export type MeasuredSound = z.infer<typeof MeasuredSound>;

/** What a pass over footage tells, of all of it or of a range: 40 MB in memory for twelve hours. */
export const Measured = z.object({ picture: MeasuredPicture.nullable(), sound: MeasuredSound.nullable() });
export type Measured = z.infer<typeof Measured>;

/**
 * Footage that is measured by itself, in samples of the sound (every second one has a picture): even numbers. `to` is not
 * included; null is the end, wherever it is. One of `of` ranges, which a run does not know that had begun before they were counted.
 */
export const Range = z.object({ range: count, from: count, to: count.nullable(), of: z.int().positive().optional() });
export type Range = z.infer<typeof Range>;

/** `checks/range.<n>.json` of an asset: a step on the way to its defects. */
export const MeasuredRange = z.object({
  /** Hash of all that decides what is measured in it. */
  key: z.string(),
  /** The run that measured it. */
  runId: z.string(),
  measured: Measured,
});
export type MeasuredRange = z.infer<typeof MeasuredRange>;
