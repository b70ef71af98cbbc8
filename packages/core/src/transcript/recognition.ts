import {
  GetTranscriptionJobCommand,
  StartTranscriptionJobCommand,
  TranscribeClient,
  type TranscriptionJob,
} from "@aws-sdk/client-transcribe";
import { provideActor, useActor } from "../actor.ts";
import type { Inspected } from "../asset/asset.ts";
import * as Assets from "../asset/asset.ts";
import { mediaOf } from "../asset/place.ts";
import { note } from "../cost/meter.ts";
import type { DerivativeOf } from "../derivative/derivative.schema.ts";
import * as Derivatives from "../derivative/derivative.ts";
import { findMade, make } from "../derivative/make.ts";
import { readDocument, writeDocument } from "../document.ts";
import { AppError } from "../error.ts";
import { fn } from "../fn.ts";
import * as Callback from "../run/callback.ts";
import { WorkspaceId } from "../workspace/workspace.schema.ts";
import { compose } from "./compose.ts";
import { fromTranscribe, TranscribeResult } from "./from-transcribe.ts";
import { JobEnd, Order } from "./recognition.schema.ts";
import { writeTranscript } from "./register.ts";
import { spokenLanguage } from "./spoken-language.ts";
import type { Transcript } from "./transcript.schema.ts";

const client = new TranscribeClient({});

/** Most people that are told apart in one sound. */
const MOST_SPEAKERS = 10;

const orderPlace = (asset: Inspected, callbackId: string) => mediaOf(asset, `transcribe/${callbackId}.order.json`);
const resultPlace = (asset: Inspected, callbackId: string) => mediaOf(asset, `transcribe/${callbackId}.json`);

/** What a step of the workflow hands on of a transcript. */
export const heard = ({ source, engine, language, words, confidence }: DerivativeOf<"transcript">) => ({
  ...{ outcome: "heard", source, engine, language, words, confidence },
});

/**
 * Orders that a machine listens to the clean sound; `notes` is why nothing that people wrote was used. Returns the transcript
 * when that was done before. Done twice for one callback, it orders once.
 */
export async function order(
  asset: Inspected,
  callbackId: string,
  notes: readonly string[],
  force: boolean,
): Promise<DerivativeOf<"transcript"> | undefined> {
  const { workspaceId } = useActor();
  const { assetId, technical } = asset;
  const audio = await Derivatives.get(assetId, "audio");
  const language = spokenLanguage(technical.audio?.language ?? null);
  const provenance = {
    ...{ inputs: { audio: audio.sha256 }, operation: "transcribe", tool: "Amazon Transcribe" },
    parameters: { ...language, durationMs: technical.durationMs, passedOver: [...notes] },
  };
  const before = await findMade({ assetId, kind: "transcript", provenance, force });
  if (before) return before;
  await writeDocument(orderPlace(asset, callbackId), Order, { version: 1, provenance, notes: [...notes] });
  const output = resultPlace(asset, callbackId);
  const job = new StartTranscriptionJobCommand({
    TranscriptionJobName: nameOf(workspaceId, callbackId),
    Media: { MediaFileUri: audio.uri },
    MediaFormat: "m4a",
    OutputBucketName: output.bucket,
    OutputKey: output.key,
    Settings: { ShowSpeakerLabels: true, MaxSpeakerLabels: MOST_SPEAKERS },
    ...language,
  });
  try {
    await client.send(job);
  } catch (error) {
    const { name, message } = error as Error;
    if (name === "LimitExceededException") throw new AppError("unavailable", message, { cause: error });
    // It was ordered before this function was cut off.
    if (name !== "ConflictException") throw error;
  }
  return undefined;
}

const nameOf = (workspaceId: string, callbackId: string): string => `${workspaceId}.${callbackId}`;

/** Takes the result of a job to the step that waits for it. False when nobody waits, or the job is not ours. */
export const settle = fn(JobEnd, async ({ TranscriptionJobName: name }): Promise<boolean> => {
  const [workspaceId = "", callbackId = ""] = name.split(".");
  if (!WorkspaceId.safeParse(workspaceId).success || !callbackId) return false;
  return provideActor({ workspaceId, who: "pipeline" }, async () => {
    const step = await Callback.findWaiting(callbackId);
    if (!step) return false;
    const { TranscriptionJob: job = {} } = await client.send(
      new GetTranscriptionJobCommand({ TranscriptionJobName: name }),
    );
    const { assetId } = step;
    if (job.TranscriptionJobStatus === "COMPLETED") await noteHeard(assetId);
    const asset = await Assets.getInspected(assetId);
    const { provenance, notes } = await readDocument(orderPlace(asset, callbackId), Order);
    const transcript = await transcriptOf(asset, callbackId, job, notes);
    if (!transcript) {
      const message = `The sound of asset ${assetId} was not heard: ${job.FailureReason ?? "Transcribe gave no reason"}`;
      return Callback.answer(callbackId, { kind: "failure", code: "transcription_failed", message });
    }
    // The order was made because there was none like it, or in spite of it.
    const wanted = { assetId, kind: "transcript", provenance, force: true } as const;
    const derivative = await make(wanted, () => writeTranscript(asset, transcript));
    return Callback.answer(callbackId, { kind: "success", output: heard(derivative) });
  });
});

/** Transcribe counts seconds, and no sound as shorter than this. https://aws.amazon.com/transcribe/pricing/ */
const SHORTEST_S = 15;

async function noteHeard(assetId: string): Promise<void> {
  const { durationMs } = await Derivatives.get(assetId, "audio");
  note("transcribe.seconds", Math.max(Math.ceil(durationMs / 1000), SHORTEST_S));
}

/** What was heard; nothing, with the reason, when nobody hears the language; undefined when the job failed otherwise. */
async function transcriptOf(
  asset: Inspected,
  callbackId: string,
  job: TranscriptionJob,
  notes: readonly string[],
): Promise<Transcript | undefined> {
  const origin = {
    ...{ assetId: asset.assetId, durationMs: asset.technical.durationMs, source: "recognition" as const },
    engine: job.ModelSettings?.LanguageModelName ?? "AWS Transcribe",
    language: job.LanguageCode ?? "und",
  };
  if (job.TranscriptionJobStatus === "COMPLETED") {
    const result = await readDocument(resultPlace(asset, callbackId), TranscribeResult);
    return fromTranscribe(result, { ...origin, notes });
  }
  const { FailureReason: reason = "" } = job;
  if (!/\blanguage\b/i.test(reason)) return undefined;
  return compose({ ...origin, timing: "measured", words: [], notes: [...notes, reason] });
}
