import { randomBytes } from "node:crypto";
import { open } from "node:fs/promises";

const CHUNK = 4_000_000;

/** Writes so many bytes that nobody has seen, and brings them to disk: else they would be written while something is measured. */
export async function writeFile(file: string, bytes: number): Promise<void> {
  const handle = await open(file, "w");
  const chunk = randomBytes(CHUNK);
  for (let written = 0; written < bytes; written += CHUNK) {
    chunk.writeUInt32LE(written, 0);
    await handle.write(chunk, 0, Math.min(CHUNK, bytes - written));
  }
  await handle.sync();
  await handle.close();
}
