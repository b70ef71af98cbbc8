import type { IncomingMessage } from "node:http";
import { PassThrough, pipeline, Readable } from "node:stream";
import { AwsError } from "../error.ts";
import { chunkVerifier } from "./chunk-signature.ts";
import { type ChunkedOptions, unchunk } from "./chunked.ts";
import { checkedStream, isDigest } from "./payload.ts";
import { type Claim, signingKey } from "./signature.ts";

/** Chunks of a socket are 64 KB at most. */
const WAITING_CHUNKS = 16;

/**
 * The payload of a request whose service streams: without its chunk framing, and failing at its end when it was altered.
 * Trailers become headers of the request once the payload has been read.
 */
export function streamedBody(request: IncomingMessage, claim: Claim, secret: string, stated: string): Readable {
  if (isDigest(stated)) return checkedStream(request, stated);
  if (!stated.startsWith("STREAMING-")) return request;
  const options = { ...lengthOf(request), ...signingOf(claim, secret, stated), onTrailer: trailersInto(request) };
  return Readable.from(unchunk(chunksOf(request), options), { highWaterMark: WAITING_CHUNKS });
}

/** A stream's chunks one by one. Iterating over the stream itself would join, that is copy, whatever it has buffered. */
function chunksOf(request: IncomingMessage): AsyncIterable<Buffer> {
  const chunks = new PassThrough({ readableObjectMode: true, readableHighWaterMark: WAITING_CHUNKS });
  // An error of the request, such as a lost connection, comes out of the iteration.
  return pipeline(request, chunks, () => {});
}

function signingOf(claim: Claim, secret: string, stated: string): ChunkedOptions {
  const signing = { key: signingKey(claim.scope, secret), date: claim.date, scope: claim.scope, seed: claim.signature };
  switch (stated) {
    case "STREAMING-UNSIGNED-PAYLOAD-TRAILER":
      return {};
    case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD":
      return { verifier: chunkVerifier(signing) };
    case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER":
      return { verifier: chunkVerifier(signing), signedTrailer: true };
    default:
      throw new AwsError("NotImplemented", `x-amz-content-sha256: ${stated} is not served here`, 501);
  }
}

function lengthOf(request: IncomingMessage): ChunkedOptions {
  const stated = request.headers["x-amz-decoded-content-length"];
  if (stated === undefined)
    throw new AwsError("MissingContentLength", "You must provide the x-amz-decoded-content-length header.", 411);
  const decodedLength = Number(stated);
  if (!Number.isSafeInteger(decodedLength) || decodedLength < 0) {
    throw new AwsError("InvalidArgument", `x-amz-decoded-content-length: '${stated}' is no length`);
  }
  return { decodedLength };
}

/** Only what the signed headers announced is believed. */
function trailersInto(request: IncomingMessage): (name: string, value: string) => void {
  const announced = String(request.headers["x-amz-trailer"] ?? "")
    .toLowerCase()
    .split(/\s*,\s*/);
  return (name, value) => {
    if (!announced.includes(name))
      throw new AwsError("MalformedTrailerError", `Trailer ${name} was not announced in x-amz-trailer`);
    request.headers[name] = value;
  };
}
