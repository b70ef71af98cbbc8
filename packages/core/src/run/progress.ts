/** Where a step begins and ends on the way to `ready`, then on the way to `searchable`, in percent. */
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
  Ranges: [0, 1],
  Measure: [1, 15],
  Check: [15, 20],
  Shots: [2, 10],
  Sample: [10, 15],
  See: [15, 60],
  Hear: [0, 70],
  Gather: [60, 70],
  Captions: [70, 74],
  Scenes: [74, 78],
  Brief: [78, 84],
  Embed: [84, 92],
  Index: [92, 96],
};

/** Percent of the whole way (a step of a fan-out is called by its name and number, `See.3`), when `percent` of a step is done; undefined for steps that lead elsewhere (Reject, Fail). */
export function overallPercent(step: string, percent = 0): number | undefined {
  const [name = step] = step.split(".");
  const span = SPANS[name];
  return span && Math.round(span[0] + ((span[1] - span[0]) * percent) / 100);
}
