/** Peaks in audiowaveform's JSON format, version 2. https://github.com/bbc/audiowaveform/blob/master/doc/DataFormat.md */
export interface PeaksFile {
  readonly bits: 8 | 16;
  /** Pairs of the lowest and highest sample of each point. */
  readonly data: readonly number[];
}

/**
 * How loud it is from place to place, 0 to 1, in as many columns as are to be drawn. Each is the loudest of its points, so a
 * short bang is not lost however narrow the drawing is.
 */
export function loudness({ bits, data }: PeaksFile, columns: number): Float32Array {
  const most = 2 ** (bits - 1);
  const points = data.length / 2;
  return Float32Array.from({ length: columns }, (_, column) => {
    const from = Math.floor((column / columns) * points) * 2;
    const to = Math.max(Math.ceil(((column + 1) / columns) * points) * 2, from + 2);
    let loudest = 0;
    for (let at = from; at < to; at++) loudest = Math.max(loudest, Math.abs(data[at] ?? 0));
    return Math.min(loudest / most, 1);
  });
}

/** Fetches peaks from a signed address. */
export async function readPeaks(url: string, signal: AbortSignal): Promise<PeaksFile> {
  const response = await fetch(url, { signal });
  if (!response.ok) throw new Error(`The waveform could not be read: the bucket answered ${response.status}`);
  return response.json();
}
