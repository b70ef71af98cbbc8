import type { FormatName } from "./order.schema.ts";

/** Width and height of a format by the length of its shorter side, in pixels. */
export const FORMATS: Readonly<Record<FormatName, (lines: number) => { width: number; height: number }>> = {
  landscape: (lines) => ({ width: even((lines * 16) / 9), height: lines }),
  square: (lines) => ({ width: lines, height: lines }),
  vertical: (lines) => ({ width: lines, height: even((lines * 16) / 9) }),
};

const even = (pixels: number): number => 2 * Math.round(pixels / 2);
