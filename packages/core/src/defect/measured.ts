/** Picture and sound are measured this often; every sample counts from its own moment to the next one's. */
export const SAMPLE_MS = 100;
/** Sharpness and broken blocks are measured at every second sample: they cost most and change least. */
export const DETAIL_MS = 2 * SAMPLE_MS;

/** Where the coded blocks of the original lie in the proxy's picture, along one side; in pixels of the proxy. */
export interface Grid {
  readonly pitch: number;
  /** Place of the first border, from 0 to under `pitch`. */
  readonly offset: number;
}

/** Of the picture. All brightness is the proxy's luma, 8 bits in video range: 16 is black, 235 white. */
export interface MeasuredPicture {
  /** Luma that 99 % of the pixels do not exceed. */
  readonly highlights: readonly number[];
  /** How much the block changed that changed most since the sample before (mean of its pixels); 255 for the first. */
  readonly change: readonly number[];
  /** Contrast across a sharp edge's few pixels as a share of the edge's whole contrast, 0 to 1; NaN without edges. */
  readonly sharpness: readonly number[];
  /** Share of the borders of blocks where the picture breaks, beyond what its own edges explain; 0 to 1. */
  readonly brokenBorders: readonly number[];
  /**
   * How far what changed since the sample before keeps to the borders of blocks, in standard deviations of what it does
   * elsewhere; movement of the camera is taken out.
   */
  readonly blocksChanged: readonly number[];
}

/** Of the sound, of the channel that has more of it. */
export interface MeasuredSound {
  /** Root mean square, dBFS; -120 or more. */
  readonly level: readonly number[];
  /** Highest sample, 1 being full scale; the decoder of a lossy codec goes beyond. */
  readonly peak: readonly number[];
  /** Share of the samples that are near full scale (85 % of it, or more). */
  readonly nearFull: readonly number[];
  /** The same for full scale of one channel that was spread over two, 3 dB lower. */
  readonly nearSpread: readonly number[];
}

/** EBU R 128 of the whole. */
export interface MeasuredLoudness {
  readonly integratedLufs: number;
  readonly rangeLu: number;
  readonly truePeakDbtp: number;
}

/** All that one pass over the footage tells: 12 MB in memory for ten hours. */
export interface Measured {
  readonly picture: MeasuredPicture | null;
  readonly sound: MeasuredSound | null;
  /** Null without sound, and where there is only silence. */
  readonly loudness: MeasuredLoudness | null;
}
