import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ApiError, type Client } from "@videoflow/client/client";
import type { Asset, KnownFile } from "@videoflow/client/schema";
import { Exit } from "./exit.ts";
import { filesIn } from "./files-in.ts";
import { type Findings, findingsOf } from "./findings.ts";
import { findKnown } from "./known.ts";
import { bytes, duration, print, printJson, report } from "./output.ts";
import { Pace } from "./pace.ts";
import { patiently } from "./patiently.ts";
import { Rest } from "./rest.ts";
import { type Footage, pairSidecars } from "./sidecars.ts";
import { sizeOf, upload } from "./upload.ts";

/** Files that are sent at the same time. Those that have arrived are followed all at once. */
const PARALLEL_UPLOADS = 4;
/** Of many files ten are asked about in a second: what answers has better to do. */
const POLL_MS_PER_FILE = 100;
const PROGRESS_EVERY_MS = 1000;
/** Of a way of many steps, before it is said how long the rest of it takes: more than its first, short steps. */
const LEAST_PERCENT = 12;

/** How far a file is followed: `ready` to be watched and cut, `searchable` when it is understood, too. */
export type Goal = "ready" | "searchable";

interface IngestOptions {
  readonly json: boolean;
  /** `null`: no further than until it is there. */
  readonly goal?: Goal | null;
  /** Sends also what is there already. */
  readonly again?: boolean;
}

/** What `ingest --json` prints for a file. */
export interface IngestResult extends Findings {
  /** None where nothing of the file arrived. */
  readonly assetId: string | null;
  readonly name: string;
  /** Of the asset; `rejected` also for what was not sent, since its bytes lie in the trash or are too many; `failed`, since it broke off. */
  readonly status: Asset["status"];
  /** Whether its bytes were there already: then `assetId` is the asset that has them, and nothing was sent. */
  readonly duplicate?: true;
  readonly reason?: Asset["reason"];
  readonly durationMs?: number | undefined;
  readonly technical?: object;
  readonly understanding?: Asset["understanding"];
  readonly derivatives: Asset["derivatives"];
  readonly timingsMs: Record<string, number>;
}

/**
 * Uploads files that are not there already, those of a folder as well, each with its sidecars, and, unless `goal` is null, follows each to its end: a progress line a second for people, one JSON object
 * a file for machines. One that cannot be sent keeps no other from it. Sets the exit code: 0 all ready, 2 some rejected, 1 some failed.
 */
export async function ingestAll(
  api: Client,
  names: readonly string[],
  { json, goal = "searchable", again = false }: IngestOptions,
): Promise<IngestResult[]> {
  // Before anything is sent, so that a mistyped name costs nothing.
  const files = await filesIn(names);
  for (const file of files) await sizeOf(file);
  const waiting = await pairSidecars(files);
  const followed: Promise<IngestResult>[] = [];
  const batch = { size: 0 };
  const endOf = async (sent: Sent | IngestResult): Promise<IngestResult> => {
    if ("status" in sent) return sent;
    return sent.known?.deletedAt ? inTrash(sent.known) : follow(api, sent, batch, goal);
  };
  const send = async () => {
    for (let footage = waiting.shift(); footage !== undefined; footage = waiting.shift()) {
      const sent = await sendOne(api, footage, json, again).catch((error: unknown) => notSent(footage, error));
      const result = endOf(sent).then((one) => tell(one, json));
      followed.push(result);
      // Its error is thrown below, once everything has been sent.
      result.catch(() => {});
    }
  };
  await Promise.all(Array.from({ length: PARALLEL_UPLOADS }, send));
  const results = await Promise.all(followed);
  process.exitCode = exitCodeOf(results);
  return results;
}

function tell(result: IngestResult, json: boolean): IngestResult {
  if (json) printJson(result);
  else print(summary(result));
  return result;
}

export function exitCodeOf(results: readonly Pick<IngestResult, "status" | "understanding">[]): number {
  const isFailed = ({ status, understanding }: Pick<IngestResult, "status" | "understanding">) =>
    status === "failed" || understanding?.status === "failed";
  if (results.some(isFailed)) return Exit.failed;
  return results.some(({ status }) => status === "rejected") ? Exit.rejected : Exit.ok;
}

interface Sent {
  readonly assetId: string;
  readonly size: number;
  readonly startedAt: number;
  readonly uploadedAt: number;
  readonly show: (line: string) => void;
  /** What has its bytes already; then nothing was sent. */
  readonly known?: KnownFile;
}

async function sendOne(api: Client, { file, sidecars }: Footage, json: boolean, again: boolean): Promise<Sent> {
  const name = path.basename(file);
  const startedAt = Date.now();
  const size = await sizeOf(file);
  const show = json ? () => {} : throttled((line: string) => report(`${name}  ${line}`));
  const known = again ? undefined : await findKnown(api, file, size);
  if (known && !json && sidecars.length > 0) report(`${name}  is there already: what belongs to it was not sent`);
  if (known) return { assetId: known.assetId, size, startedAt, uploadedAt: Date.now(), show, known };
  if (!json && sidecars.length > 0)
    report(`${name}  with ${sidecars.map((sidecar) => path.basename(sidecar)).join(", ")}`);
  const rest = new Rest(0);
  const assetId = await upload(api, file, sidecars, (sent) =>
    show(progressLine(sent, size, "upload", (100 * sent) / size, rest)),
  );
  return { assetId, size, startedAt, uploadedAt: Date.now(), show };
}

/** Asks until the file has come to its end. `batch` counts the files that are being followed. */
async function follow(api: Client, sent: Sent, batch: { size: number }, goal: Goal | null): Promise<IngestResult> {
  const { assetId, size, startedAt, uploadedAt, show, known } = sent;
  const pace = new Pace();
  const rest = new Rest(LEAST_PERCENT);
  batch.size++;
  for (;;) {
    const asset = await patiently(() => api.getAsset({ assetId }));
    if (!goal || hasEnded(asset, goal)) {
      batch.size--;
      return toResult(asset, known !== undefined, {
        uploadMs: uploadedAt - startedAt,
        totalMs: Date.now() - startedAt,
      });
    }
    // Once it is ready, what it still waits for is to be understood.
    const { step = asset.status === "ready" ? "Understand" : asset.status, percent = 0 } = asset.progress ?? {};
    show(progressLine(size, size, step, percent, rest));
    await sleep(Math.max(pace.after(asset.progress), POLL_MS_PER_FILE * batch.size));
  }
}

interface State {
  readonly status: Asset["status"];
  readonly understanding?: Asset["understanding"] | undefined;
  readonly linkedTo?: Asset["linkedTo"] | undefined;
}

/** A copy of known bytes is understood with the asset that it is linked to. */
function hasEnded({ status, understanding, linkedTo }: State, goal: Goal): boolean {
  if (status !== "ready") return status === "rejected" || status === "failed";
  return (
    goal === "ready" || linkedTo !== undefined || (understanding !== undefined && understanding.status !== "running")
  );
}

/** What the API refuses is the file's fault; all else may be another time. */
function notSent({ file }: Footage, error: unknown): IngestResult {
  const { code, message } = error instanceof ApiError ? error : { code: "not_sent", message: (error as Error).message };
  const status = code === "invalid" ? "rejected" : "failed";
  return {
    assetId: null,
    name: path.basename(file),
    status,
    reason: { code, message },
    derivatives: [],
    timingsMs: {},
  };
}

/** Whoever put it there may have meant it: it is neither sent again nor taken out unasked. */
function inTrash({ assetId, name }: KnownFile): IngestResult {
  const message = `its bytes are in the trash as ${name}: restore ${assetId}, or ingest with --again`;
  const reason = { code: "in_trash", message };
  return { assetId, name, status: "rejected", duplicate: true, reason, derivatives: [], timingsMs: {} };
}

function toResult(
  asset: Asset,
  isDuplicate: boolean,
  { uploadMs, totalMs }: { uploadMs: number; totalMs: number },
): IngestResult {
  return {
    assetId: asset.assetId,
    name: asset.name,
    status: asset.status,
    ...(isDuplicate && { duplicate: true as const }),
    ...(asset.reason && { reason: asset.reason }),
    durationMs: asset.durationMs,
    ...(asset.technical && { technical: asset.technical }),
    ...(asset.understanding && { understanding: asset.understanding }),
    derivatives: asset.derivatives,
    ...findingsOf(asset.derivatives),
    timingsMs: { upload: uploadMs, ...asset.timingsMs, total: totalMs },
  };
}

/** `12.0 MB of 48.2 MB  upload  25 %  ETA 3.1 s` */
export function progressLine(sent: number, size: number, step: string, percent: number, rest: Rest): string {
  const restMs = rest.after(percent);
  const eta = restMs === undefined ? "" : `  ETA ${duration(restMs)}`;
  return `${bytes(sent)} of ${bytes(size)}  ${step}  ${Math.floor(percent || 0)} %${eta}`;
}

function summary(result: IngestResult): string {
  const { name, assetId, reason, durationMs, derivatives, timingsMs, understanding, duplicate } = result;
  const took = `in ${duration(timingsMs.total ?? 0)}`;
  const status = understanding?.status === "searchable" ? "searchable" : result.status;
  if (understanding?.reason) {
    return `${name}  ready, but not understood: ${understanding.reason.message} (${assetId}, ${took})`;
  }
  if (!duplicate && !hasEnded(result, "ready")) return `${name}  sent ${took} (${assetId})`;
  if (reason) return `${name}  ${status}: ${reason.message}${assetId ? ` (${assetId}, ${took})` : ""}`;
  const length = durationMs === undefined ? "" : `, ${duration(durationMs)} long`;
  if (duplicate) return `${name}  ${status}, in the library already (${assetId}); --again sends it all the same`;
  return `${name}  ${status} ${took}: ${derivatives.map(({ kind }) => kind).join(", ")} (${assetId}${length})`;
}

function throttled(show: (line: string) => void): (line: string) => void {
  let nextAt = 0;
  return (line) => {
    if (Date.now() < nextAt) return;
    nextAt = Date.now() + PROGRESS_EVERY_MS;
    show(line);
  };
}
