import type { Colour } from "@videoflow/core/vision/vision.schema";

/** Colours that are so near each other (Euclidean, in RGB) are one. */
const NEAR = 60;
const MOST = 5;
const LEAST_SHARE = 0.04;
const LEVELS = 16;

interface Group {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
  readonly count: number;
}

/** The dominant colours of a picture given as red, green, blue after each other; largest share first. */
export function palette(rgb: Uint8Array): Colour[] {
  const pixels = Math.floor(rgb.length / 3);
  const clusters: Group[] = [];
  // The most frequent shade of each neighbourhood comes first, and takes its neighbours in.
  for (const shade of shades(rgb, pixels)) {
    const at = clusters.findIndex((cluster) => distance(cluster, shade) < NEAR);
    if (at < 0) clusters.push(shade);
    else clusters[at] = mixed(clusters[at] ?? shade, shade);
  }
  return clusters
    .sort((a, b) => b.count - a.count)
    .slice(0, MOST)
    .map((cluster) => ({ hex: hexOf(cluster), share: Math.round((1000 * cluster.count) / pixels) / 1000 }))
    .filter(({ share }) => share >= LEAST_SHARE);
}

/** The picture's colours in 4096 steps, most frequent first; the mean of what fell into each. */
function shades(rgb: Uint8Array, pixels: number): Group[] {
  const sums = new Map<number, Group>();
  for (let at = 0; at < pixels * 3; at += 3) {
    const [red = 0, green = 0, blue = 0] = rgb.subarray(at, at + 3);
    const step = ((red >> 4) * LEVELS + (green >> 4)) * LEVELS + (blue >> 4);
    const one = { red, green, blue, count: 1 };
    const sum = sums.get(step);
    sums.set(step, sum ? mixed(sum, one) : one);
  }
  return [...sums.entries()].sort(([a, x], [b, y]) => y.count - x.count || a - b).map(([, group]) => group);
}

function mixed(one: Group, other: Group): Group {
  const count = one.count + other.count;
  const mean = (a: number, b: number) => (a * one.count + b * other.count) / count;
  return {
    red: mean(one.red, other.red),
    green: mean(one.green, other.green),
    blue: mean(one.blue, other.blue),
    count,
  };
}

const distance = (one: Group, other: Group): number =>
  Math.hypot(one.red - other.red, one.green - other.green, one.blue - other.blue);

const hexOf = ({ red, green, blue }: Group): string =>
  `#${[red, green, blue].map((value) => Math.round(value).toString(16).padStart(2, "0")).join("")}`;
