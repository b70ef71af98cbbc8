import { readFile } from "./document.ts";

/** Peaks in audiowaveform's JSON format, version 2. https://github.com/bbc/audiowaveform/blob/master/doc/DataFormat.md */
export interface PeaksFile {
  readonly bits: 8 | 16;
  /** Pairs of the lowest and highest sample of each point. */
  readonly data: readonly number[];
}

/**
 * How loud it is from place to place, 0 to 1, in as many columns as are to be drawn. Each is the loudest of its points, so a
 * short bang is not lost however narrow the drawing is. `part` is what is drawn of the whole, as shares of its length.
 */
export function loudness(
  { bits, data }: PeaksFile,
  columns: number,
  part: { readonly from: number; readonly to: number } = { from: 0, to: 1 },
): Float32Array {
  const most = 2 ** (bits - 1);
  const points = data.length / 2;
  const first = part.from * points;
  const pitch = ((part.to - part.from) * points) / columns;
  return Float32Array.from({ length: columns }, (_, column) => {
    const from = Math.floor(first + column * pitch) * 2;
    const to = Math.max(Math.ceil(first + (column + 1) * pitch) * 2, from + 2);
    let loudest = 0;
    for (let at = from; at < to; at++) loudest = Math.max(loudest, Math.abs(data[at] ?? 0));
    return Math.min(loudest / most, 1);
  });
}

/** Fetches peaks from a signed address. */
export async function readPeaks(url: string, signal: AbortSignal): Promise<PeaksFile> {
  return (await readFile(url, "waveform", signal)).json();
}
