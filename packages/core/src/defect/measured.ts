/** Sound is measured this often, and picture at every second such moment; each sample counts until the next one. */
export const SOUND_MS = 100;
export const PICTURE_MS = 2 * SOUND_MS;

/** Where the coded blocks of the original lie in the proxy's picture, along one side; in pixels of the proxy. */
export interface Grid {
  readonly pitch: number;
  /** Place of the first border, from 0 to under `pitch`. */
  readonly offset: number;
}

/** For people and for comparing: more digits than anybody could measure only make documents differ. */
export const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));
