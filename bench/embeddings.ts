/**
 * Vectors as models make them of texts: of length 1, all somewhat alike, in clusters of texts about the same. The same every time,
 * of any number, without keeping them.
 */
export function createEmbeddings({
  dimension,
  clusters,
  spread,
}: {
  dimension: number;
  clusters: number;
  spread: number;
}) {
  const common = gaussians(1, dimension);
  const centres = Array.from({ length: clusters }, (_, cluster) => {
    const own = gaussians(1000 + cluster, dimension);
    return own.map((value, index) => value + 0.7 * (common[index] as number));
  });
  return (number: number): Float32Array => {
    const centre = centres[(Math.imul(number, 2_654_435_761) >>> 0) % clusters];
    const noise = gaussians(1_000_000 + number, dimension);
    const vector = noise.map((value, index) => spread * value + (centre?.[index] as number));
    const length = Math.hypot(...vector);
    return vector.map((value) => value / length);
  };
}

/** Normally distributed numbers that depend on `seed` alone: xorshift and Box-Muller. */
function gaussians(seed: number, count: number): Float32Array {
  let state = (Math.imul(seed, 2_246_822_519) ^ 0x9e3779b9) >>> 0 || 1;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return ((state >>> 0) + 1) / 4_294_967_297;
  };
  return Float32Array.from({ length: count }, () => Math.sqrt(-2 * Math.log(next())) * Math.cos(2 * Math.PI * next()));
}
