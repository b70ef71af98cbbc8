import { createHmac, type KeyObject, timingSafeEqual } from "node:crypto";
import { AwsError } from "../error.ts";
import type { ChunkVerifier } from "./chunked.ts";
import { sha256 } from "./signature.ts";

const EMPTY_SHA256 = sha256("");

/** What the chunks of a body are signed with: the request's signing key, its date and scope, and its own signature first. */
export interface ChunkSigning {
  readonly key: KeyObject;
  /** `20260101T000000Z` */
  readonly date: string;
  /** `20260101/us-east-1/s3/aws4_request` */
  readonly scope: string;
  readonly seed: string;
}

/** Each signature covers the one before it, so chunks can be neither altered, nor dropped, nor moved. */
export function chunkVerifier({ key, date, scope, seed }: ChunkSigning): ChunkVerifier {
  let previous = seed;
  const verify = (given: string, kind: string, ...hashes: string[]) => {
    const toSign = [`AWS4-HMAC-SHA256-${kind}`, date, scope, previous, ...hashes].join("\n");
    const expected = createHmac("sha256", key).update(toSign).digest();
    const stated = Buffer.from(given, "hex");
    if (stated.length !== expected.length || !timingSafeEqual(stated, expected)) {
      throw new AwsError(
        "SignatureDoesNotMatch",
        "The signature of a chunk of the body does not match its bytes.",
        403,
      );
    }
    previous = given;
  };
  return {
    chunk: (signature, digest) => verify(signature, "PAYLOAD", EMPTY_SHA256, digest),
    trailer: (signature, lines) => verify(signature, "TRAILER", sha256(lines)),
  };
}
