import path from "node:path";
import type { Client } from "@videoflow/client/client";
import { PartAddresses } from "@videoflow/client/part-addresses";
import { UsageError } from "./exit.ts";
import { statOf } from "./files-in.ts";
import { type Piece, put } from "./put.ts";

/** Parts of one file that travel at the same time. */
const PARALLEL_PARTS = 4;
const TRIES = 3;

/**
 * Sends a file straight into the input bucket, part by part, and its sidecars before it is complete: they are there when it is
 * heard. Returns the asset that it becomes.
 */
export async function upload(
  api: Client,
  file: string,
  sidecars: readonly string[],
  onBytes: (sent: number) => void,
): Promise<string> {
  const size = await sizeOf(file);
  const begun = await api.beginUpload({ name: path.basename(file), bytes: size });
  let sent = 0;
  try {
    const waiting = [...begun.parts];
    const addresses = new PartAddresses(begun.parts, () => api.resumeUpload({ assetId: begun.assetId }));
    const done: { partNumber: number; etag: string }[] = [];
    const sendParts = async () => {
      for (let part = waiting.shift(); part; part = waiting.shift()) {
        const start = (part.partNumber - 1) * begun.partBytes;
        const piece = { file, start, bytes: Math.min(begun.partBytes, size - start) };
        const etag = await addresses.send(part.partNumber, (url) => store(url, piece), isForbidden);
        done.push({ partNumber: part.partNumber, etag });
        sent += piece.bytes;
        onBytes(sent);
      }
    };
    await Promise.all(Array.from({ length: PARALLEL_PARTS }, sendParts));
    for (const sidecar of sidecars) await sendSidecar(api, begun.assetId, sidecar);
    done.sort((a, b) => a.partNumber - b.partNumber);
    await api.completeUpload({ assetId: begun.assetId, uploadId: begun.uploadId, parts: done });
    return begun.assetId;
  } catch (error) {
    // Why it failed is what the user needs, also when giving up fails in turn: both are in what is thrown.
    await api.abortUpload({ assetId: begun.assetId }).catch((abortError: Error) => {
      throw new AggregateError(
        [error, abortError],
        `${(error as Error).message}; giving it up failed too: ${abortError.message}`,
      );
    });
    throw error;
  }
}

async function sendSidecar(api: Client, assetId: string, file: string): Promise<void> {
  const bytes = await sizeOf(file);
  const { url } = await api.addSidecar({ assetId, name: path.basename(file), bytes });
  await store(url, { file, start: 0, bytes });
}

export async function sizeOf(file: string): Promise<number> {
  const found = await statOf(file);
  if (!found.isFile()) throw new UsageError(`${file} is not a file`);
  return found.size;
}

/** Puts bytes to a signed address, and returns their etag. Tries again after a dropped connection or a 5xx; refusals are final. */
async function store(url: string, piece: Piece): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    const answer = await put(url, piece).catch((error: Error) => error);
    const isAnswered = !(answer instanceof Error);
    if (isAnswered && answer.status === 200) return answer.etag;
    const reason = isAnswered ? `${answer.status} ${answer.body}` : answer.message;
    const isFinal = isAnswered && answer.status < 500;
    if (!isFinal && attempt < TRIES) continue;
    const status = isAnswered ? answer.status : undefined;
    throw new StoreError(`${piece.file} could not be stored after ${attempt} tries: ${reason}`, status);
  }
}

class StoreError extends Error {
  override readonly name = "StoreError";
  /** What the store answered, if it did. */
  readonly status: number | undefined;

  constructor(message: string, status: number | undefined) {
    super(message);
    this.status = status;
  }
}

const isForbidden = (error: unknown): boolean => error instanceof StoreError && error.status === 403;
