import { api } from "../api.ts";
import { createLanes } from "./lanes.ts";
import { persist } from "./persist.ts";
import { putPart } from "./put-part.ts";
import { type Footage, pairSidecars } from "./sidecars.ts";
import { addUploads, changeUpload, currentUploads, removeUploads, type UploadItem } from "./store.ts";
import { createThroughput } from "./throughput.ts";

// A browser opens six connections to a server. Uploads leave two of them to the page itself.
const fileLane = createLanes(3);
const partLane = createLanes(4);
const running = new Map<string, AbortController>();

/**
 * Begins to send the files of one folder to the input bucket, sidecars with their footage. It goes on while the page is open,
 * whatever view it shows.
 */
export function upload(files: readonly File[]): void {
  begin(pairSidecars(files));
}

function begin(footage: readonly Footage[]): void {
  const items = footage.map(
    (one): UploadItem => ({ ...one, id: crypto.randomUUID(), state: "waiting", sent: 0, rate: 0 }),
  );
  addUploads(items);
  for (const item of items) void start(item);
}

/** Sends a file again that could not be sent, as a new one from its first byte. */
export function retryUpload(id: string): void {
  const item = currentUploads().find((candidate) => candidate.id === id && candidate.state === "failed");
  if (!item) return;
  cancelUpload(id);
  begin([{ file: item.file, sidecars: item.sidecars }]);
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

async function start(item: UploadItem): Promise<void> {
  const { id, file } = item;
  const controller = new AbortController();
  running.set(id, controller);
  try {
    await fileLane(() => send(item, controller.signal));
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

async function send({ id, file, sidecars }: UploadItem, signal: AbortSignal): Promise<void> {
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
  for (const sidecar of sidecars) await partLane(() => sendSidecar(assetId, sidecar, signal));
  changeUpload(id, { state: "completing", sent: file.size });
  await persist(() => api().completeUpload({ assetId, uploadId, parts: uploaded }, { signal }), signal);
}

/** Before the footage is complete: so its words are there when it is heard. */
async function sendSidecar(assetId: string, file: File, signal: AbortSignal): Promise<void> {
  const { name, size: bytes } = file;
  const { url } = await persist(() => api().addSidecar({ assetId, name, bytes }, { signal }), signal);
  await persist(() => putPart(url, file, { signal, onProgress() {} }), signal);
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
