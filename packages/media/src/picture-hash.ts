/** Side of the square of greys that is hashed. */
export const HASHED_SIDE = 32;
const KEPT = 8;

/** Waves that rise and fall less than a quarter of a grey are noise: of a plain picture nothing else is left. */
const LEAST = 4;

/** `WAVES[k][x]` is the k-th wave of the discrete cosine transform (DCT-II, orthonormal), from the first that is no constant. */
const WAVES = Array.from({ length: KEPT }, (_, wave) =>
  Float64Array.from(
    { length: HASHED_SIDE },
    (_, x) => Math.sqrt(2 / HASHED_SIDE) * Math.cos(((2 * x + 1) * (wave + 1) * Math.PI) / (2 * HASHED_SIDE)),
  ),
);

/**
 * Perceptual hash of 32 by 32 greys, as 16 hex digits: which of the 64 longest waves in the picture are stronger than most.
 * Pictures that look alike differ in few of its bits. https://hackerfactor.com/blog/index.php?/archives/432-Looks-Like-It.html
 */
export function pictureHash(grey: ArrayLike<number>): string {
  const rows = WAVES.map((wave) =>
    Float64Array.from({ length: HASHED_SIDE }, (_, y) => {
      let sum = 0;
      for (let x = 0; x < HASHED_SIDE; x++) sum += (grey[y * HASHED_SIDE + x] ?? 0) * (wave[x] ?? 0);
      return sum;
    }),
  );
  const strengths = WAVES.flatMap((wave) =>
    rows.map((row) => row.reduce((sum, value, y) => sum + value * (wave[y] ?? 0), 0)),
  );
  const middle = [...strengths].sort((a, b) => a - b)[strengths.length / 2] ?? 0;
  const limit = Math.max(middle, LEAST);
  const bits = strengths.reduce((all, strength) => (all << 1n) | (strength > limit ? 1n : 0n), 0n);
  return bits.toString(16).padStart(16, "0");
}

/** In how many of their 64 bits two hashes differ. */
export function hashDistance(one: string, other: string): number {
  let differing = BigInt(`0x${one}`) ^ BigInt(`0x${other}`);
  let count = 0;
  for (; differing > 0n; differing &= differing - 1n) count++;
  return count;
}
