import type { Grid } from "@videoflow/core/defect/measured";
import type { Size } from "./size.ts";

/** Smaller blocks are taken two by two (or more), larger ones are parted: a band is 8 to 16 pixels wide. */
const LEAST = 8;
const MOST = 16;

/** How one side of the picture is cut into blocks of the original, and these into bands. */
export interface Cut {
  /** Where bands begin, and where the last one ends; whole pixels. */
  readonly edges: Int32Array;
  readonly bandsABlock: number;
  readonly grid: Grid;
}

/** Bands of a picture, each the mean of the lines in it: that takes away noise, and leaves an edge along it as it is. */
export interface Bands {
  /** Bands of rows, one after another, each as long as the picture is wide. */
  readonly rows: Float32Array;
  /** Bands of columns, each as long as the picture is high. */
  readonly columns: Float32Array;
}

export interface Cuts {
  readonly across: Cut;
  readonly down: Cut;
}

export const cutsOf = ({ width, height }: Size, grid: { x: Grid; y: Grid }): Cuts => ({
  across: cut(width, grid.x),
  down: cut(height, grid.y),
});

function cut(length: number, grid: Grid): Cut {
  let { pitch } = grid;
  while (pitch < LEAST) pitch *= 2;
  const bandsABlock = pitch >= MOST ? Math.round(pitch / LEAST) : 1;
  const blocks = Math.floor((length - grid.offset) / pitch);
  const edges = Int32Array.from({ length: blocks * bandsABlock + 1 }, (_, at) =>
    Math.round(grid.offset + (at * pitch) / bandsABlock),
  );
  return { edges, bandsABlock, grid: { pitch, offset: grid.offset } };
}

export const noBands = ({ width, height }: Size, { across, down }: Cuts): Bands => ({
  rows: new Float32Array((down.edges.length - 1) * width),
  columns: new Float32Array((across.edges.length - 1) * height),
});

/** Fills `bands`. What is left over at the picture's edges is left out. */
export function fillBands(bands: Bands, pixels: Uint8Array, { width, height }: Size, { across, down }: Cuts): void {
  const sums = new Uint32Array(width);
  const [rowEdges, columnEdges] = [down.edges, across.edges];
  for (let band = 0; band + 1 < rowEdges.length; band++) {
    const [top, bottom] = [rowEdges[band] as number, rowEdges[band + 1] as number];
    sums.fill(0);
    for (let y = top, at = top * width; y < bottom; y++)
      for (let x = 0; x < width; x++, at++) sums[x] = (sums[x] as number) + (pixels[at] as number);
    for (let x = 0, at = band * width; x < width; x++, at++) bands.rows[at] = (sums[x] as number) / (bottom - top);
  }
  for (let y = 0; y < height; y++) {
    let x = y * width + (columnEdges[0] as number);
    for (let band = 0, at = y; band + 1 < columnEdges.length; band++, at += height) {
      const end = y * width + (columnEdges[band + 1] as number);
      const wide = end - x;
      let sum = 0;
      for (; x < end; x++) sum += pixels[x] as number;
      bands.columns[at] = sum / wide;
    }
  }
}

/** Mean luma of the picture. */
export const brightness = ({ rows }: Bands): number => rows.reduce((sum, luma) => sum + luma, 0) / rows.length;
