import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";

export interface FileFacts {
  readonly bytes: number;
  /** SHA-256 of the content, in hex. */
  readonly sha256: string;
}

/** Size and hash of the files read one after another, in constant memory. */
export async function fileFacts(...paths: readonly string[]): Promise<FileFacts> {
  const hash = createHash("sha256");
  let bytes = 0;
  for (const path of paths) {
    for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) {
      hash.update(chunk);
      bytes += chunk.length;
    }
  }
  return { bytes, sha256: hash.digest("hex") };
}
