import type { Bands } from "./bands.ts";
import type { Size } from "./size.ts";

/** How far apart the three places are that make a bend, in pixels: fine contrast bends over the first, noise over both alike. */
const [FINE, NOISE] = [4, 1];

/** How much fine contrast a picture has, in luma: how much it bends beyond what noise does. A lens out of focus leaves next to none. */
export function detail({ rows, columns }: Bands, { width, height }: Size): number {
  const squares = [squareBend(rows, width), squareBend(columns, height)];
  return Math.sqrt(squares.reduce((sum, square) => sum + square));
}

/** Square of the bend that is not noise. */
const squareBend = (bands: Float32Array, length: number): number =>
  Math.max(0, bend(bands, length, FINE) ** 2 - bend(bands, length, NOISE) ** 2);

/** How far places are from a straight line through those to either side, in the mean; of bands that are each `length` long. */
function bend(bands: Float32Array, length: number, apart: number): number {
  let [sum, count] = [0, 0];
  for (let band = 0; band < bands.length; band += length) {
    const end = band + length - apart;
    for (let at = band + apart; at < end; at++) {
      const off = (bands[at - apart] as number) - 2 * (bands[at] as number) + (bands[at + apart] as number);
      sum += off < 0 ? -off : off;
    }
    count += Math.max(0, end - band - apart);
  }
  return sum / Math.max(1, count);
}
