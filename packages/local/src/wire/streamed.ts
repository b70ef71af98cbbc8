import type { IncomingMessage } from "node:http";
import { AwsError } from "../error.ts";
import type { ChunkSigning } from "./chunk-signature.ts";
import { isDigest } from "./payload.ts";
import { type Seal, type SealedBody, unsealed } from "./sealed-body.ts";
import { type Claim, signingKey } from "./signature.ts";

/** The payload of a request whose service streams. Trailers become headers of the request. */
export function streamedBody(request: IncomingMessage, claim: Claim, secret: string, stated: string): SealedBody {
  if (isDigest(stated)) return { ...unsealed(request), seal: { kind: "digest", sha256: stated } };
  if (!stated.startsWith("STREAMING-")) return unsealed(request);
  const seal: Seal = { kind: "chunks", decodedLength: lengthOf(request), ...signingOf(claim, secret, stated) };
  return { raw: request, seal, onTrailer: trailersInto(request) };
}

function signingOf(
  claim: Claim,
  secret: string,
  stated: string,
): { readonly signing?: ChunkSigning; readonly signedTrailer?: boolean } {
  const signing = { key: signingKey(claim.scope, secret), date: claim.date, scope: claim.scope, seed: claim.signature };
  switch (stated) {
    case "STREAMING-UNSIGNED-PAYLOAD-TRAILER":
      return {};
    case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD":
      return { signing };
    case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER":
      return { signing, signedTrailer: true };
    default:
      throw new AwsError("NotImplemented", `x-amz-content-sha256: ${stated} is not served here`, 501);
  }
}

function lengthOf(request: IncomingMessage): number {
  const stated = request.headers["x-amz-decoded-content-length"];
  if (stated === undefined)
    throw new AwsError("MissingContentLength", "You must provide the x-amz-decoded-content-length header.", 411);
  const decodedLength = Number(stated);
  if (!Number.isSafeInteger(decodedLength) || decodedLength < 0) {
    throw new AwsError("InvalidArgument", `x-amz-decoded-content-length: '${stated}' is no length`);
  }
  return decodedLength;
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
