import { createHash } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { Readable } from "node:stream";
import { AwsError } from "../../error.ts";
import type { Call } from "../../service.ts";
import { type SealedBody, unsealed } from "../../wire/sealed-body.ts";
import { algorithms, type ChecksumAlgorithm } from "./checksum/algorithms.ts";
import { announces, statedIn, wanted } from "./checksum/stated.ts";
import type { S3Context } from "./context.ts";
import { badDigest } from "./errors.ts";

const LARGEST_BODY = 5 * 1024 ** 3;
/** How streams say that the other side has gone. */
const lostConnection = new Set(["ECONNRESET", "ERR_STREAM_PREMATURE_CLOSE"]);

/** A body as it was received, brought to disk and found to be what its sender stated. */
export interface Received {
  readonly size: number;
  /** MD5 in hexadecimal. */
  readonly md5: string;
  readonly checksum?: { readonly algorithm: ChecksumAlgorithm; readonly value: string };
}

export type ReceiveInput = Readonly<Record<string, unknown>> & { readonly Body?: unknown };

/** The payload: the wire's stream or, in a call from another service, the SDK's `Body`. */
function bodyOf(input: ReceiveInput, call: Call): SealedBody {
  if (call.body) return call.body;
  const body = input.Body ?? "";
  if (body instanceof Readable) return unsealed(body);
  const isWhole = typeof body === "string" || body instanceof Uint8Array;
  return unsealed(Readable.from(isWhole ? [Buffer.from(body)] : (body as AsyncIterable<Uint8Array>)));
}

/** How long the payload will be, as far as its sender says so. Throws for lengths that S3 does not take. */
export function statedLength(headers: IncomingHttpHeaders): number | undefined {
  const stated = headers["x-amz-decoded-content-length"] ?? headers["content-length"];
  if (stated === undefined) {
    if (headers["transfer-encoding"] === undefined) return undefined;
    throw new AwsError("MissingContentLength", "You must provide the Content-Length HTTP header.", 411);
  }
  const length = Number(stated);
  if (length > LARGEST_BODY) {
    const message = `Your proposed upload of ${length} bytes exceeds the maximum of ${LARGEST_BODY}; use a multipart upload.`;
    throw new AwsError("EntityTooLarge", message);
  }
  return length;
}

/**
 * Streams a payload into a file, calculates its MD5 (the ETag) and the one checksum that was asked for, and compares both
 * with what was stated before the body or in its trailer. Throws BadDigest or IncompleteBody; then the bytes do not count.
 */
export async function receive(
  { files, intake }: Pick<S3Context, "files" | "intake">,
  { file, offset }: { file: string; offset: number },
  input: ReceiveInput,
  call: Call,
  fallback?: ChecksumAlgorithm,
): Promise<Received> {
  const { headers } = call;
  const length = statedLength(headers);
  const expectedMd5 = contentMd5(input, headers);
  const algorithm = wanted(input, headers) ?? fallback;
  const order = { path: files.pathOf(file), offset, ...(algorithm && { checksum: algorithm.name }) };
  const taken = await intake.take(order, bodyOf(input, call), length).catch((error: NodeJS.ErrnoException) => {
    throw lostConnection.has(error.code ?? "") ? incomplete("The connection was lost before the body's end.") : error;
  });
  const { size, md5, checksum: value } = taken;
  if (length !== undefined && size !== length) {
    throw incomplete(`The body has ${size} bytes; its sender announced ${length}.`);
  }
  if (expectedMd5 !== undefined && expectedMd5 !== md5) throw badDigest("Content-MD5");
  if (!algorithm || value === undefined) return { size, md5 };
  // A trailer has become a header by now.
  const stated = statedIn(input)?.value ?? headers[algorithm.header];
  if (stated === undefined && announces(headers, algorithm)) {
    throw new AwsError("MalformedTrailerError", `The trailer ${algorithm.header} was announced and did not come.`);
  }
  if (stated !== undefined && stated !== value) throw badDigest(algorithm.name);
  return { size, md5, checksum: { algorithm, value } };
}

/** Checks a document that was read whole, such as the keys of DeleteObjects. */
export function checkDocument(operation: string, bytes: Uint8Array, headers: IncomingHttpHeaders): void {
  const expected = contentMd5({}, headers);
  if (expected !== undefined && createHash("md5").update(bytes).digest("hex") !== expected)
    throw badDigest("Content-MD5");
  // Here the header states the checksum of the object, not of the document.
  if (operation === "CompleteMultipartUpload") return;
  for (const { header, name, create } of algorithms) {
    const stated = headers[header];
    if (stated === undefined) continue;
    const digest = create();
    digest.update(bytes);
    if (digest.digest().toString("base64") !== stated) throw badDigest(name);
  }
}

/** In hexadecimal. */
function contentMd5(input: ReceiveInput, headers: IncomingHttpHeaders): string | undefined {
  const stated = input.ContentMD5 ?? headers["content-md5"];
  if (stated === undefined) return undefined;
  const digest = Buffer.from(String(stated), "base64");
  if (digest.length !== 16) throw new AwsError("InvalidDigest", "The Content-MD5 you specified is not valid.");
  return digest.toString("hex");
}

function incomplete(message: string): AwsError {
  return new AwsError("IncompleteBody", message);
}
