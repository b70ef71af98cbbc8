import { writeFileSync } from "node:fs";
import type { Random } from "./random.ts";

/** Larger than what the camera shows, so that it can move over it. */
export const CANVAS = { width: 960, height: 540 };

/** What a camera looks at. `wall` and `sky` have next to no texture. */
export const SCENES = ["street", "forest", "room", "wall", "sky", "stage"] as const;
export type Scene = (typeof SCENES)[number];

interface Style {
  /** Strength of the fine texture, in levels, and of the large light and shade. */
  readonly texture: number;
  readonly shade: number;
  /** How many things there are, and how large in pixels. */
  readonly things: readonly [number, number];
  readonly sizes: readonly [number, number];
  readonly base: number;
}

const STYLES: Readonly<Record<Scene, Style>> = {
  street: { texture: 14, shade: 40, things: [60, 110], sizes: [12, 160], base: 120 },
  forest: { texture: 45, shade: 60, things: [80, 160], sizes: [4, 60], base: 90 },
  room: { texture: 8, shade: 50, things: [15, 35], sizes: [30, 260], base: 130 },
  wall: { texture: 5, shade: 25, things: [2, 5], sizes: [20, 90], base: 150 },
  sky: { texture: 2, shade: 45, things: [1, 3], sizes: [15, 60], base: 170 },
  stage: { texture: 10, shade: 30, things: [20, 45], sizes: [10, 120], base: 45 },
};

/** Paints a scene and writes it as a PPM picture. */
export function paint(scene: Scene, random: Random, file: string): void {
  const { width, height } = CANVAS;
  const style = STYLES[scene];
  const light = new Float32Array(width * height).fill(style.base);
  addNoise(light, random, 180, style.shade);
  for (let thing = random.whole(...style.things); thing > 0; thing--) addThing(light, random, style.sizes);
  addNoise(light, random, 12, style.texture * 0.6);
  addNoise(light, random, 3, style.texture);
  const tint = [random.between(0.85, 1.1), random.between(0.9, 1.05), random.between(0.8, 1.1)];
  const pixels = Buffer.alloc(width * height * 3);
  for (const [at, value] of light.entries())
    for (const [channel, gain] of tint.entries())
      pixels[at * 3 + channel] = Math.min(255, Math.max(0, Math.round(value * gain)));
  writeFileSync(file, Buffer.concat([Buffer.from(`P6 ${width} ${height} 255\n`), pixels]));
}

/** Smooth noise: random values on a lattice `cell` pixels wide, and between them what lies between. */
function addNoise(light: Float32Array, random: Random, cell: number, strength: number): void {
  const { width, height } = CANVAS;
  const columns = Math.ceil(width / cell) + 2;
  const lattice = Float32Array.from({ length: columns * (Math.ceil(height / cell) + 2) }, () => random.between(-1, 1));
  for (let y = 0; y < height; y++) {
    const [row, down] = [Math.floor(y / cell), (y % cell) / cell];
    for (let x = 0; x < width; x++) {
      const [column, right] = [Math.floor(x / cell), (x % cell) / cell];
      const at = row * columns + column;
      const upper = mix(lattice[at] ?? 0, lattice[at + 1] ?? 0, right);
      const lower = mix(lattice[at + columns] ?? 0, lattice[at + columns + 1] ?? 0, right);
      light[y * width + x] = (light[y * width + x] ?? 0) + strength * mix(upper, lower, down);
    }
  }
}

const mix = (a: number, b: number, share: number): number => a + (b - a) * share;

/** A turned box or ellipse with a light side and a dark side, and stripes on some. */
function addThing(light: Float32Array, random: Random, sizes: readonly [number, number]): void {
  const { width, height } = CANVAS;
  const [halfWidth, halfHeight] = [random.between(...sizes) / 2, random.between(...sizes) / 2];
  const [centreX, centreY] = [random.between(0, width), random.between(0, height)];
  const angle = random.chance(0.4) ? 0 : random.between(-0.6, 0.6);
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)];
  const isRound = random.chance(0.5);
  const [value, slope] = [random.between(20, 235), random.between(-30, 30)];
  const stripes = random.chance(0.3) ? random.between(5, 19) : 0;
  const reach = Math.hypot(halfWidth, halfHeight);
  for (let y = Math.max(0, Math.floor(centreY - reach)); y < Math.min(height, centreY + reach); y++) {
    for (let x = Math.max(0, Math.floor(centreX - reach)); x < Math.min(width, centreX + reach); x++) {
      const across = (cosine * (x - centreX) + sine * (y - centreY)) / halfWidth;
      const down = (cosine * (y - centreY) - sine * (x - centreX)) / halfHeight;
      const isIn = isRound ? across * across + down * down < 1 : Math.abs(across) < 1 && Math.abs(down) < 1;
      if (!isIn) continue;
      const dark = stripes > 0 && Math.floor((across * halfWidth) / stripes) % 2 === 0 ? -40 : 0;
      light[y * width + x] = value + slope * across + dark;
    }
  }
}
