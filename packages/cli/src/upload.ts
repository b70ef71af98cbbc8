import { open, readFile, stat } from "node:fs/promises";
import path from "node:path";
import type { Client } from "@videoflow/client/client";
import { PartAddresses } from "@videoflow/client/part-addresses";
import { UsageError } from "./exit.ts";

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
  const source = await open(file);
  let sent = 0;
  try {
    const waiting = [...begun.parts];
    const addresses = new PartAddresses(begun.parts, () => api.resumeUpload({ assetId: begun.assetId }));
    const done: { partNumber: number; etag: string }[] = [];
    const sendParts = async () => {
      for (let part = waiting.shift(); part; part = waiting.shift()) {
        const start = (part.partNumber - 1) * begun.partBytes;
        const body = new Uint8Array(Math.min(begun.partBytes, size - start));
        await source.read(body, 0, body.length, start);
        const etag = await addresses.send(part.partNumber, (url) => putPart(url, body, file), isForbidden);
        done.push({ partNumber: part.partNumber, etag });
        sent += body.length;
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
  } finally {
    await source.close();
  }
}

async function sendSidecar(api: Client, assetId: string, file: string): Promise<void> {
  const body = new Uint8Array(await readFile(file));
  const { url } = await api.addSidecar({ assetId, name: path.basename(file), bytes: body.length });
  await putPart(url, body, file);
}

export async function sizeOf(file: string): Promise<number> {
  const found = await stat(file).catch((cause: Error) => {
    throw new UsageError(`${file} cannot be read: ${cause.message}`);
  });
  if (!found.isFile()) throw new UsageError(`${file} is not a file`);
  return found.size;
}

/** Puts bytes to a signed address. Tries again after a dropped connection or a 5xx; refusals are final. */
async function putPart(url: string, body: Uint8Array<ArrayBuffer>, file: string): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    const response = await fetch(url, { method: "PUT", body }).catch((error: Error) => error);
    if (response instanceof Response && response.ok) return response.headers.get("etag") ?? "";
    const reason = response instanceof Error ? response.message : `${response.status} ${await response.text()}`;
    const final = response instanceof Response && response.status < 500;
    if (!final && attempt < TRIES) continue;
    const status = response instanceof Response ? response.status : undefined;
    throw new StoreError(`${file} could not be stored after ${attempt} tries: ${reason}`, status);
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
