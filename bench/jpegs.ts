const END = Buffer.from([0xff, 0xd9]);
const START = Buffer.from([0xff, 0xd8]);

/** The pictures of which one follows the other in `bytes`. Within a JPEG no end mark is followed by a start. */
export function* splitJpegs(bytes: Buffer): Generator<Buffer> {
  const border = Buffer.concat([END, START]);
  let start = 0;
  for (let at = bytes.indexOf(border); at >= 0; at = bytes.indexOf(border, start)) {
    yield bytes.subarray(start, at + END.length);
    start = at + END.length;
  }
  if (start < bytes.length) yield bytes.subarray(start);
}
