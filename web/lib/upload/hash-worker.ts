import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";

/** Answers a file with its SHA-256 in lower-case hex, or with why it cannot be read. Whatever its size, little of it is in memory. */
addEventListener("message", async ({ data }: MessageEvent<Blob>) => {
  try {
    const hash = sha256.create();
    for await (const chunk of chunksOf(data)) hash.update(chunk);
    postMessage({ fingerprint: bytesToHex(hash.digest()) });
  } catch (error) {
    postMessage({ problem: error instanceof Error ? error.message : String(error) });
  }
});

const CHUNK_BYTES = 4 * 2 ** 20;

async function* chunksOf(file: Blob): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < file.size; start += CHUNK_BYTES)
    yield new Uint8Array(await file.slice(start, start + CHUNK_BYTES).arrayBuffer());
}
