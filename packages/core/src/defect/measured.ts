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

/** For people and for comparing: more digits than anybody could measure only make documents differ. */
export const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));
