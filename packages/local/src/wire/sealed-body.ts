import { PassThrough, pipeline, Readable } from "node:stream";
import { type ChunkSigning, chunkVerifier } from "./chunk-signature.ts";
import { unchunk } from "./chunked.ts";
import { checkedStream } from "./payload.ts";

/** Chunks of a socket are 64 KB at most. */
const WAITING_CHUNKS = 16;

/**
 * What a sender has put around a payload, and what it signed of it. Data only: a body may be opened in another thread.
 * `none`    the payload as it is
 * `digest`  the payload as it is, with the hex SHA-256 that was signed for it
 * `chunks`  aws-chunked; `signing` where each chunk is signed, `signedTrailer` where a signed trailer must follow
 */
export type Seal =
  | { readonly kind: "none" }
  | { readonly kind: "digest"; readonly sha256: string }
  | {
      readonly kind: "chunks";
      readonly decodedLength: number;
      readonly signing?: ChunkSigning;
      readonly signedTrailer?: boolean;
    };

/** A streamed payload as it comes over the wire. It may be read once. */
export interface SealedBody {
  readonly raw: Readable;
  readonly seal: Seal;
  /** Called with each trailer once the payload has been read. Names are in lower case. */
  onTrailer(name: string, value: string): void;
}

/** A payload without anything around it. */
export function unsealed(raw: Readable): SealedBody {
  return { raw, seal: { kind: "none" }, onTrailer() {} };
}

/** The payload itself. It fails at its end, with an AwsError, when it is not what its sender signed. */
export function openBody({ raw, seal, onTrailer }: SealedBody): Readable {
  if (seal.kind === "none") return raw;
  if (seal.kind === "digest") return checkedStream(raw, seal.sha256);
  const { decodedLength, signing, signedTrailer = false } = seal;
  const options = { decodedLength, signedTrailer, onTrailer, ...(signing && { verifier: chunkVerifier(signing) }) };
  return Readable.from(unchunk(chunksOf(raw), options), { highWaterMark: WAITING_CHUNKS });
}

/** A stream's chunks one by one. Iterating over the stream itself would join, that is copy, whatever it has buffered. */
function chunksOf(raw: Readable): AsyncIterable<Buffer> {
  const chunks = new PassThrough({ readableObjectMode: true, readableHighWaterMark: WAITING_CHUNKS });
  // An error of the source, such as a lost connection, comes out of the iteration.
  return pipeline(raw, chunks, () => {});
}
