/** Coefficients at 48 kHz of the two filters of ITU-R BS.1770-4, table 1 and 2: the head, and how little bass is heard. */
const SHELF = {
  b: [1.53512485958697, -2.69169618940638, 1.19839281085285],
  a: [-1.69065929318241, 0.73248077421585],
} as const;
const HIGH_PASS = { b: [1, -2, 1], a: [-1.99004745483398, 0.99007225036621] } as const;

/** Mean square, as loud as it is heard, of one channel's pieces that come one after another. */
export function kWeighting(): (samples: Float32Array) => number {
  const [b, a, h] = [SHELF.b, SHELF.a, HIGH_PASS.a];
  let [x1, x2, y1, y2, z1, z2] = [0, 0, 0, 0, 0, 0];
  return (samples) => {
    let squares = 0;
    for (let at = 0; at < samples.length; at++) {
      const x = samples[at] as number;
      const y = b[0] * x + b[1] * x1 + b[2] * x2 - a[0] * y1 - a[1] * y2;
      const z = y - 2 * y1 + y2 - h[0] * z1 - h[1] * z2;
      [x2, x1] = [x1, x];
      [y2, y1] = [y1, y];
      [z2, z1] = [z1, z];
      squares += z * z;
    }
    return squares / samples.length;
  };
}
