import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { type Readable, Transform } from "node:stream";
import { AwsError } from "../error.ts";
import { sha256 } from "./signature.ts";

/** More than any JSON service accepts (SQS batches, 6 MB invocations); S3 streams and has no such limit. */
const LARGEST_BUFFERED = 16 * 1024 * 1024;

/** Reads a whole body of a service that does not stream, so that its digest can be signed for. */
export async function bufferBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > LARGEST_BUFFERED)
      throw new AwsError("RequestEntityTooLargeException", `The body is over ${LARGEST_BUFFERED} bytes`, 413);
    chunks.push(chunk);
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
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
