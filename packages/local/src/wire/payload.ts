import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { type Readable, Transform } from "node:stream";
import { AwsError } from "../error.ts";
import { sha256 } from "./signature.ts";

/** As much as the largest request of a JSON service (PutVectors) may have; S3 streams and has no such limit. */
const LARGEST_BUFFERED = 20 * 1024 * 1024;

/** Reads a whole body, by events: iterating over a request takes as long as all the rest of a small one. */
export function bufferBody(request: IncomingMessage, largest = LARGEST_BUFFERED): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= largest) chunks.push(chunk);
      else reject(new AwsError("RequestEntityTooLargeException", `The body is over ${largest} bytes`, 413));
    });
    request.on("error", reject);
    request.on("end", () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
  });
}

/** Compares a body with the digest that its sender signed. `UNSIGNED-PAYLOAD` states none. */
export function checkBody(body: Buffer, stated: string | undefined): string {
  if (stated === "UNSIGNED-PAYLOAD") return stated;
  const actual = sha256(body);
  if (stated !== undefined && stated !== actual) throw mismatch();
  return actual;
}

/** Passes a stream through and fails at its end when it is not what its sender signed. */
export function checkedStream(source: Readable, stated: string): Readable {
  const hash = createHash("sha256");
  const check = new Transform({
    highWaterMark: 1024 * 1024,
    transform(chunk, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
    flush(done) {
      done(hash.digest("hex") === stated ? null : mismatch());
    },
  });
  source.on("error", (error) => check.destroy(error));
  return source.pipe(check);
}

export function isDigest(stated: string): boolean {
  return /^[0-9a-f]{64}$/.test(stated);
}

function mismatch(): AwsError {
  return new AwsError(
    "XAmzContentSHA256Mismatch",
    "The provided 'x-amz-content-sha256' header does not match what was computed.",
  );
}
