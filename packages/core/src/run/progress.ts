/** Where a step begins and ends on the way to `ready`, in percent. The transcode is most of the way. */
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
};

/** Percent of the whole way, when `percent` of a step is done; undefined for steps that lead elsewhere (Reject, Fail). */
export function overallPercent(step: string, percent = 0): number | undefined {
  const span = SPANS[step];
  return span && Math.round(span[0] + ((span[1] - span[0]) * percent) / 100);
}
