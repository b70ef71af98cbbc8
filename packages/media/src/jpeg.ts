/** Width and height of a whole baseline or progressive JPEG. Throws what is wrong with it. ITU-T T.81, annex B. */
export function jpegSize(bytes: Uint8Array): { width: number; height: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 4 || view.getUint16(0) !== 0xffd8) throw new Error("is not a JPEG picture");
  if (view.getUint16(bytes.length - 2) !== 0xffd9) throw new Error("is cut off: its end mark is missing");
  let at = 2;
  while (at + 9 <= bytes.length) {
    const marker = view.getUint16(at);
    if (marker >> 8 !== 0xff) break;
    if (isStartOfFrame(marker & 0xff)) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    at += 2 + view.getUint16(at + 2);
  }
  throw new Error("is damaged: it has no frame header");
}

/** SOF0 to SOF15, without the three codes in between that mean tables. */
const isStartOfFrame = (code: number): boolean => code >= 0xc0 && code <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(code);
