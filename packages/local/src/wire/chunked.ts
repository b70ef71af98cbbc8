import { createHash } from "node:crypto";
import { AwsError } from "../error.ts";
import { ByteReader } from "./byte-reader.ts";

/** Checks the signatures inside a chunked body, in their order. Throws AwsError. */
export interface ChunkVerifier {
  /** `sha256` is the hex digest of the chunk's bytes. Called for the empty last chunk too. */
  chunk(signature: string, sha256: string): void;
  /** `lines` are the trailers in canonical form: `name:value\n`. */
  trailer(signature: string, lines: string): void;
}

export interface ChunkedOptions {
  /** Set where the request signs each chunk (`STREAMING-AWS4-HMAC-SHA256-PAYLOAD`, also `-TRAILER`). */
  readonly verifier?: ChunkVerifier;
  /** Whether a signed trailer must follow (`...-TRAILER`). */
  readonly signedTrailer?: boolean;
  /** What x-amz-decoded-content-length says; a body of another length is refused. */
  readonly decodedLength?: number;
  /** Called for each trailer once the body is complete and verified; names are in lower case. */
  readonly onTrailer?: (name: string, value: string) => void;
}

/**
 * Takes the framing off an `aws-chunked` body: `<hex size>[;chunk-signature=<hex>]\r\n<bytes>\r\n`, a chunk of size 0,
 * trailers, an empty line. Bytes are passed on as they come, without copies; a chunk's signature can only be checked at
 * its end, so whoever consumes them must not act on them before the iteration has ended without an error.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html
 */
export async function* unchunk(source: AsyncIterable<Buffer>, options: ChunkedOptions = {}): AsyncGenerator<Buffer> {
  const { verifier, decodedLength = Number.POSITIVE_INFINITY } = options;
  const reader = new ByteReader(source);
  let total = 0;
  for (;;) {
    const { size, signature } = parseHeader(await reader.line());
    // Checked before the bytes are passed on: whoever writes them has made room for the announced length only.
    if (total + size > decodedLength) throw wrongLength(total + size, decodedLength);
    const hash = verifier && createHash("sha256");
    for (let left = size; left > 0; ) {
      const piece = await reader.piece(left);
      left -= piece.length;
      hash?.update(piece);
      yield piece;
    }
    total += size;
    if (verifier && hash) verifier.chunk(required(signature), hash.digest("hex"));
    if (size === 0) break;
    if ((await reader.line()) !== "") throw malformed("a chunk is longer than its header says");
  }
  if (options.decodedLength !== undefined && total < decodedLength) throw wrongLength(total, decodedLength);
  await readTrailers(reader, options);
}

async function readTrailers(reader: ByteReader, { verifier, signedTrailer, onTrailer }: ChunkedOptions): Promise<void> {
  const trailers: [string, string][] = [];
  let signature: string | undefined;
  for (let line = await reader.lineOrEnd(); line; line = await reader.lineOrEnd()) {
    const colon = line.indexOf(":");
    if (colon < 1) throw malformed(`'${line}' is no trailer`);
    const name = line.slice(0, colon).trim().toLowerCase();
    const value = line.slice(colon + 1).trim();
    if (name === "x-amz-trailer-signature") signature = value;
    else trailers.push([name, value]);
  }
  await reader.end();
  if (verifier && signedTrailer) {
    verifier.trailer(required(signature), trailers.map(([name, value]) => `${name}:${value}\n`).join(""));
  }
  for (const [name, value] of trailers) onTrailer?.(name, value);
}

function parseHeader(line: string): { size: number; signature?: string } {
  const [, digits, signature] = /^([0-9a-fA-F]{1,12})(?:;chunk-signature=([0-9a-f]{64}))?$/.exec(line) ?? [];
  if (digits === undefined) throw malformed(`'${line.slice(0, 40)}' is no chunk header`);
  const size = Number.parseInt(digits, 16);
  return signature === undefined ? { size } : { size, signature };
}

function required(signature: string | undefined): string {
  if (signature === undefined) throw malformed("a signature is missing");
  return signature;
}

function wrongLength(actual: number, announced: number): AwsError {
  return new AwsError("IncompleteBody", `The body has ${actual} bytes; x-amz-decoded-content-length says ${announced}`);
}

function malformed(what: string): AwsError {
  return new AwsError("InvalidChunkSizeError", `The aws-chunked body is not framed as it must be: ${what}`);
}
