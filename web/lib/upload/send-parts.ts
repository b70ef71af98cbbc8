import { ApiError } from "@videoflow/client/client";
import { PartAddresses } from "@videoflow/client/part-addresses";
import type { UnfinishedUpload } from "@videoflow/client/schema";
import { createLanes } from "./lanes.ts";
import { persist } from "./persist.ts";
import { putPart } from "./put-part.ts";

// A browser opens six connections to a server. Uploads leave two of them to the page itself.
export const partLane = createLanes(4);

interface Options {
  readonly signal: AbortSignal;
  readonly onStall: (stalled: boolean) => void;
  /** Hears how many bytes of the file are there or on their way. */
  readonly onSent: (bytes: number) => void;
  /** Fresh addresses: those of an upload that was paused or slow for long no longer hold. */
  readonly renew: () => Promise<UnfinishedUpload>;
}

/** Sends what is missing of a file, several parts at once. Returns all of its parts. */
export async function sendParts(
  file: File,
  { partBytes, parts, sent }: UnfinishedUpload,
  { signal, onStall, onSent, renew }: Options,
): Promise<UnfinishedUpload["sent"]> {
  // A slice of a file is cut by the browser's main process, for which the page waits: a file of one part needs none.
  const sliceOf = (partNumber: number) =>
    file.size <= partBytes ? file : file.slice((partNumber - 1) * partBytes, partNumber * partBytes);
  const counts = new Map(sent.map(({ partNumber }) => [partNumber, sliceOf(partNumber).size]));
  let total = 0;
  const count = (partNumber: number, bytes: number) => {
    total += bytes - (counts.get(partNumber) ?? 0);
    counts.set(partNumber, bytes);
    onSent(total);
  };
  for (const bytes of counts.values()) total += bytes;
  onSent(total);

  const addresses = new PartAddresses(parts, renew);
  const send = async ({ partNumber }: UnfinishedUpload["parts"][number]) => {
    const body = sliceOf(partNumber);
    // What XMLHttpRequest counts has to do with its own buffers, too: never more than there is.
    const onProgress = (bytes: number) => count(partNumber, Math.min(bytes, body.size));
    const put = (to: string) => persist(() => putPart(to, body, { signal, onProgress }), signal, onStall);
    const etag = await addresses.send(partNumber, put, isForbidden);
    count(partNumber, body.size);
    return { partNumber, etag };
  };
  return [...sent, ...(await Promise.all(parts.map((part) => partLane(() => send(part)))))];
}

const isForbidden = (error: unknown): boolean => error instanceof ApiError && error.status === 403;
