/** Where a step begins and ends on the way to `ready`, then on the way to `searchable`, in percent. Each way has its own hundred. */
const SPANS: Readonly<Record<string, readonly [begin: number, end: number]>> = {
  Fingerprint: [0, 5],
  Inspect: [5, 8],
  Admit: [8, 10],
  Submit: [10, 85],
  Register: [85, 92],
  Poster: [85, 92],
  Waveform: [85, 94],
  Storyboard: [85, 96],
  Finish: [96, 99],
  Link: [96, 99],
  Scenes: [88, 90],
  Brief: [90, 93],
  Embed: [93, 97],
  Index: [97, 99],
};

/** The last steps of the way to `ready`, which an asset may have gone once more before it is understood. */
export const READY_AGAIN = ["Submit", "Register", "Poster", "Waveform", "Storyboard"];

/** Steps that hear, see and check side by side, at the beginning of the way to `searchable`: how much of it each is, in percent. */
const SHARES: Readonly<Record<string, number>> = {
  ...{ Hear: 30, Captions: 1 },
  ...{ Shots: 5, Sample: 3, See: 20, Gather: 1 },
  ...{ Ranges: 1, Measure: 26, Check: 1 },
};

/** Where all of them have been taken. */
export const PERCEIVED = 88;

/** How an asset gets on: to a place on its way, or by a part of it where other steps go on at the same time. */
export type Move = { readonly to: number } | { readonly by: number };

interface Part {
  /** Percent of the step that were done when its asset was last moved; default none. */
  readonly before?: number | undefined;
  /** How many parts the step of a fan-out is one of. */
  readonly parts?: number | undefined;
}

/**
 * How an asset gets on when `percent` of a step are done (of a fan-out it is called by its name and number, `See.3`); undefined for
 * steps that lead elsewhere (Reject, Fail).
 */
export function moveOf(step: string, percent: number, { before = 0, parts = 1 }: Part = {}): Move | undefined {
  const [name = step] = step.split(".");
  const share = SHARES[name];
  if (share !== undefined) return { by: rounded((share * (percent - before)) / 100 / parts) };
  const span = SPANS[name];
  return span && { to: Math.round(span[0] + ((span[1] - span[0]) * percent) / 100) };
}

/** Downwards: so that all together are no more than there is. */
const rounded = (percent: number): number => Math.floor(percent * 100) / 100;
