const MOST_BYTES = 200_000;
const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** A PNG as base64, or why it cannot be taken, as a sentence. */
export async function readPng(file: Blob): Promise<{ base64?: string; problem?: string }> {
  if (file.size > MOST_BYTES) return { problem: `The logo has ${Math.ceil(file.size / 1000)} kB; it may have 200.` };
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (!SIGNATURE.every((byte, index) => bytes[index] === byte)) return { problem: "The file is not a PNG." };
  return { base64: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")) };
}
