import type { Colour } from "../vision/vision.schema.ts";
import { rgb } from "./likeness.ts";

/** Hues from 0 to 360 by the name that people give them, each up to its bound. */
const HUES: readonly (readonly [below: number, name: string])[] = [
  [15, "red"],
  [45, "orange"],
  [70, "yellow"],
  [165, "green"],
  [200, "cyan"],
  [255, "blue"],
  [290, "purple"],
  [345, "pink"],
  [361, "red"],
];

/** A plain word for a colour. */
export function colourName(colour: Pick<Colour, "hex">): string {
  const [r, g, b] = rgb(colour);
  const [high, low] = [Math.max(r, g, b), Math.min(r, g, b)];
  if (high < 45) return "black";
  if (high - low < 28) return low > 210 ? "white" : "grey";
  const hue = hueOf(r, g, b, high, high - low);
  return HUES.find(([below]) => hue < below)?.[1] ?? "red";
}

function hueOf(r: number, g: number, b: number, high: number, range: number): number {
  const sixth = high === r ? (g - b) / range : high === g ? 2 + (b - r) / range : 4 + (r - g) / range;
  return (sixth * 60 + 360) % 360;
}
