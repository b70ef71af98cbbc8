import type { UnfinishedUpload } from "@videoflow/client/schema";
import { api } from "../api.ts";
import { findKnown } from "./known.ts";
import { createLanes } from "./lanes.ts";
import { persist } from "./persist.ts";
import { putPart } from "./put-part.ts";
import { forgetRecord, keepRecord, takeOver } from "./records.ts";
import { partLane, sendParts } from "./send-parts.ts";
import { type Footage, pairSidecars } from "./sidecars.ts";
import {
  addUploads,
  changeUpload,
  currentUploads,
  findUpload,
  isInFlight,
  isOver,
  removeUploads,
  type UploadItem,
} from "./store.ts";
import { createThroughput } from "./throughput.ts";

const fileLane = createLanes(3);

interface Running {
  readonly controller: AbortController;
  readonly ended: Promise<void>;
}
const running = new Map<string, Running>();

/** Resolves once it is shown what pages before this one have left. */
const adopted = takeOver().then((records) =>
  addUploads(records.map((record): UploadItem => ({ ...record, sidecars: [], state: "paused", sent: 0, rate: 0 }))),
);

/**
 * Begins to send the files of one folder to the input bucket, sidecars with their footage. It goes on while the page is open,
 * whatever view it shows. A file that was being sent when the page was left goes on where it was.
 */
export async function upload(files: readonly File[]): Promise<void> {
  await adopted;
  const left = new Map(currentUploads().flatMap((item) => (isLost(item) ? [[traitsOf(item), item.id]] : [])));
  const fresh = pairSidecars(files).filter(({ file, sidecars }) => {
    const traits = traitsOf({ name: file.name, bytes: file.size, lastModified: file.lastModified });
    const id = left.get(traits);
    if (!id) return true;
    left.delete(traits);
    changeUpload(id, { file, sidecars });
    resumeUpload(id);
    return false;
  });
  await begin(fresh);
}

/** Whether the browser no longer has the file: somebody must give it again. */
export const isLost = ({ state, file }: UploadItem): boolean => state === "paused" && !file;

const traitsOf = ({ name, bytes, lastModified }: Pick<UploadItem, "name" | "bytes" | "lastModified">): string =>
  JSON.stringify([name, bytes, lastModified]);

/** The page answers while hundreds are begun. */
const LONGEST_TURN_MS = 20;

async function begin(footage: readonly Footage[]): Promise<void> {
  const items = footage.map(({ file, sidecars }): UploadItem => {
    const { name, size: bytes, lastModified } = file;
    return { id: crypto.randomUUID(), name, bytes, lastModified, file, sidecars, state: "waiting", sent: 0, rate: 0 };
  });
  addUploads(items);
  let turnSince = performance.now();
  for (const { id } of items) {
    const item = findUpload(id);
    // It may have been stopped, or paused and even gone on with, before its turn has come.
    if (!item || isOver(item)) continue;
    keepRecord(item);
    if (item.state === "waiting" && !running.has(id)) void start(id);
    if (performance.now() - turnSince < LONGEST_TURN_MS) continue;
    await new Promise((resolve) => setTimeout(resolve));
    turnSince = performance.now();
  }
}

/** Stops sending a file for now; what was sent stays. */
export function pauseUpload(id: string): void {
  const item = findUpload(id);
  // Once all of it is there, there is nothing to stop.
  if (!item || !isInFlight(item) || item.state === "completing") return;
  running.get(id)?.controller.abort();
  changeUpload(id, { state: "paused", rate: 0, stalled: undefined });
}

export function resumeUpload(id: string): void {
  const item = findUpload(id);
  if (item?.state !== "paused" || !item.file) return;
  changeUpload(id, { state: "waiting" });
  void start(id);
}

export function pauseAll(): void {
  for (const { id } of currentUploads()) pauseUpload(id);
}

export function resumeAll(): void {
  for (const { id } of currentUploads()) resumeUpload(id);
}

/** Sends a file whose bytes are there already. */
export function sendAllTheSame(id: string): void {
  const item = findUpload(id);
  if (item?.state !== "known") return;
  keepRecord(item);
  changeUpload(id, { state: "waiting" });
  void start(id);
}

/** Takes out of the trash the asset that has the bytes of a file. */
export async function restoreKnown(id: string): Promise<void> {
  const known = findUpload(id)?.known;
  if (!known) return;
  const { deletedAt: _, ...restored } = known;
  try {
    await api().restoreAsset({ assetId: known.assetId });
    changeUpload(id, { known: restored, problem: undefined });
  } catch (error) {
    changeUpload(id, { problem: messageOf(error) });
  }
}

/** Sends a file again that could not be sent, as a new one from its first byte. */
export function retryUpload(id: string): void {
  const item = findUpload(id);
  if (item?.state !== "failed" || !item.file) return;
  cancelUpload(id);
  void begin([{ file: item.file, sidecars: item.sidecars }]);
}

/** Stops sending a file and forgets it, here and in the library. */
export function cancelUpload(id: string): void {
  running.get(id)?.controller.abort();
  const assetId = findUpload(id)?.assetId;
  removeUploads((item) => item.id === id);
  forgetRecord(id);
  if (assetId) giveUp(assetId);
}

export function dismissFinishedUploads(): void {
  for (const item of currentUploads()) if (isOver(item)) forgetRecord(item.id);
  removeUploads((item) => isOver(item) || item.state === "known");
}

const giveUp = (assetId: string): void =>
  void persist(() => api().abortUpload({ assetId }), new AbortController().signal).catch(() => {
    // It is complete, or was given up elsewhere: the library shows which.
  });

async function start(id: string): Promise<void> {
  const controller = new AbortController();
  // What was paused a moment ago may still be learning its asset's id.
  const earlier = running.get(id)?.ended;
  const ended = (async () => {
    await earlier;
    try {
      await fileLane(() => send(id, controller.signal));
    } catch (error) {
      if (controller.signal.aborted) return;
      changeUpload(id, { state: "failed", problem: messageOf(error), rate: 0, stalled: undefined });
      // The file's other parts need not be sent any more.
      controller.abort();
    }
  })();
  const mine: Running = { controller, ended };
  running.set(id, mine);
  await ended;
  if (running.get(id) === mine) running.delete(id);
}

async function send(id: string, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const { file, sidecars = [], assetId, known } = findUpload(id) ?? {};
  if (!file) throw new Error("The browser no longer has this file: give it again");
  const onStall = (stalled: boolean) => changeUpload(id, { rate: 0, stalled: stalled || undefined });

  // Whoever was told that it is known has said what is to become of it.
  if (!assetId && !known) {
    const onCompare = () => changeUpload(id, { state: "checking" });
    const found = await findKnown(file, { signal, onStall, onCompare });
    if (found) {
      forgetRecord(id);
      return changeUpload(id, { state: "known", known: found });
    }
  }

  changeUpload(id, { state: "sending" });
  const goOn = (of: string) => persist(() => api().resumeUpload({ assetId: of }, { signal }), signal, onStall);
  const begun = assetId ? await goOn(assetId) : await beginUpload(id, file, signal, onStall);
  // The words go before the footage: so they are there when it is heard.
  for (const sidecar of sidecars) await partLane(() => sendSidecar(begun.assetId, sidecar, signal, onStall));

  const throughput = createThroughput();
  const onSent = (sent: number) => {
    if (signal.aborted) return;
    throughput.note(performance.now(), sent);
    changeUpload(id, { sent, rate: throughput.rate() });
  };
  const parts = await sendParts(file, begun, { signal, onStall, onSent, renew: () => goOn(begun.assetId) });

  changeUpload(id, { state: "completing", sent: file.size, rate: 0 });
  const whole = { assetId: begun.assetId, uploadId: begun.uploadId, parts };
  await persist(() => api().completeUpload(whole, { signal }), signal, onStall);
  changeUpload(id, { state: "done" });
  forgetRecord(id);
}

/** Not cut off by a pause: else nobody would know of the asset that it makes. */
async function beginUpload(
  id: string,
  file: File,
  signal: AbortSignal,
  onStall: (stalled: boolean) => void,
): Promise<UnfinishedUpload> {
  const description = { name: file.name, bytes: file.size, ...(file.type && { contentType: file.type }) };
  const begun = await persist(() => api().beginUpload(description), signal, onStall);
  const { assetId } = begun;
  const item = findUpload(id);
  if (item) {
    changeUpload(id, { assetId });
    keepRecord({ ...item, assetId });
  } else giveUp(assetId);
  signal.throwIfAborted();
  return { ...begun, sent: [] };
}

async function sendSidecar(
  assetId: string,
  file: File,
  signal: AbortSignal,
  onStall: (stalled: boolean) => void,
): Promise<void> {
  const { name, size: bytes } = file;
  const { url } = await persist(() => api().addSidecar({ assetId, name, bytes }, { signal }), signal, onStall);
  await persist(() => putPart(url, file, { signal, onProgress() {} }), signal, onStall);
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
