import { writeFileSync } from "node:fs";
import type { Random } from "./random.ts";

/** Larger than what the camera shows, so that it can move over it; pixels. */
export const CANVAS = { width: 1920, height: 1080 };

/** What a camera looks at. `wall` and `sky` have next to no texture; `facade` has rows of windows, as regular as blocks. */
export const SCENES = ["street", "forest", "room", "wall", "sky", "stage", "facade"] as const;
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
  street: { texture: 14, shade: 40, things: [60, 110], sizes: [24, 320], base: 120 },
  forest: { texture: 45, shade: 60, things: [80, 160], sizes: [8, 120], base: 90 },
  room: { texture: 8, shade: 50, things: [15, 35], sizes: [60, 520], base: 130 },
  wall: { texture: 5, shade: 25, things: [2, 5], sizes: [40, 180], base: 150 },
  sky: { texture: 2, shade: 45, things: [1, 3], sizes: [30, 120], base: 170 },
  stage: { texture: 10, shade: 30, things: [20, 45], sizes: [20, 240], base: 45 },
  facade: { texture: 8, shade: 35, things: [3, 8], sizes: [40, 200], base: 150 },
};

/** Paints a scene and writes it as a PPM picture. */
export function paint(scene: Scene, random: Random, file: string): void {
  const { width, height } = CANVAS;
  const style = STYLES[scene];
  const light = new Float32Array(width * height).fill(style.base);
  addNoise(light, random, 360, style.shade);
  if (scene === "facade") addWindows(light, random);
  for (let thing = random.whole(...style.things); thing > 0; thing--) addThing(light, random, style.sizes);
  addNoise(light, random, 24, style.texture * 0.6);
  addNoise(light, random, 6, style.texture);
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

/** Storeys of windows, all alike but for what is behind them. */
function addWindows(light: Float32Array, random: Random): void {
  const { width, height } = CANVAS;
  const [across, down] = [random.whole(28, 110), random.whole(36, 130)];
  const [wide, high] = [across * random.between(0.35, 0.7), down * random.between(0.4, 0.7)];
  const behind = Float32Array.from({ length: 4096 }, () => random.between(25, 110));
  for (let y = 0; y < height; y++) {
    if (y % down > high) continue;
    const storey = Math.floor(y / down) * Math.ceil(width / across);
    for (let x = 0; x < width; x++)
      if (x % across <= wide) light[y * width + x] = behind[(storey + Math.floor(x / across)) % behind.length] ?? 0;
  }
}
