import { api } from "../api.ts";
import { createLanes } from "./lanes.ts";
import { persist } from "./persist.ts";
import { putPart } from "./put-part.ts";
import { addUploads, changeUpload, currentUploads, removeUploads, type UploadItem } from "./store.ts";
import { createThroughput } from "./throughput.ts";

// A browser opens six connections to a server. Uploads leave two of them to the page itself.
const fileLane = createLanes(3);
const partLane = createLanes(4);
const running = new Map<string, AbortController>();

/** Begins to send files to the input bucket. It goes on while the page is open, whatever view it shows. */
export function upload(files: readonly File[]): void {
  const items = files.map(
    (file): UploadItem => ({ id: crypto.randomUUID(), file, state: "waiting", sent: 0, rate: 0 }),
  );
  addUploads(items);
  for (const item of items) void start(item);
}

/** Sends a file again that could not be sent, as a new one from its first byte. */
export function retryUpload(id: string): void {
  const item = currentUploads().find((candidate) => candidate.id === id && candidate.state === "failed");
  if (!item) return;
  cancelUpload(id);
  upload([item.file]);
}

/** Stops sending a file and forgets it, here and in the library. */
export function cancelUpload(id: string): void {
  running.get(id)?.abort();
  const assetId = currentUploads().find((item) => item.id === id)?.assetId;
  removeUploads((item) => item.id === id);
  if (assetId) void persist(() => api().abortUpload({ assetId }), new AbortController().signal);
}

export function dismissFinishedUploads(): void {
  removeUploads(({ state }) => state === "done" || state === "failed");
}

async function start({ id, file }: UploadItem): Promise<void> {
  const controller = new AbortController();
  running.set(id, controller);
  try {
    await fileLane(() => send(id, file, controller.signal));
    changeUpload(id, { state: "done", sent: file.size });
  } catch (error) {
    if (controller.signal.aborted) return;
    changeUpload(id, { state: "failed", problem: error instanceof Error ? error.message : String(error) });
    // The file's other parts need not be sent any more.
    controller.abort();
  } finally {
    running.delete(id);
  }
}

async function send(id: string, file: File, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  changeUpload(id, { state: "sending" });
  const description = { name: file.name, bytes: file.size, ...(file.type && { contentType: file.type }) };
  const { assetId, uploadId, partBytes, parts } = await persist(
    () => api().beginUpload(description, { signal }),
    signal,
  );
  changeUpload(id, { assetId });

  const sent = new Map<number, number>();
  const throughput = createThroughput();
  throughput.note(performance.now(), 0);
  const report = (partNumber: number, bytes: number) => {
    sent.set(partNumber, bytes);
    const total = Math.min(sum(sent.values()), file.size);
    throughput.note(performance.now(), total);
    changeUpload(id, { sent: total, rate: throughput.rate() });
  };

  const uploaded = await Promise.all(
    parts.map(({ partNumber, url }) =>
      partLane(async () => {
        const body = file.slice((partNumber - 1) * partBytes, partNumber * partBytes);
        const onProgress = (bytes: number) => report(partNumber, bytes);
        const etag = await persist(() => putPart(url, body, { signal, onProgress }), signal);
        report(partNumber, body.size);
        return { partNumber, etag };
      }),
    ),
  );
  changeUpload(id, { state: "completing", sent: file.size });
  await persist(() => api().completeUpload({ assetId, uploadId, parts: uploaded }, { signal }), signal);
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
