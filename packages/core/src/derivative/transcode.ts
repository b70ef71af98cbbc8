import {
  CancelJobCommand,
  ConflictException,
  CreateJobCommand,
  MediaConvertClient,
} from "@aws-sdk/client-mediaconvert";
import { Resource } from "sst";
import * as z from "zod";
import { provideActor, useActor } from "../actor.ts";
import * as Assets from "../asset/asset.ts";
import { expectOriginal, lossOf } from "../asset/original.ts";
import { mediaOf, originalUriOf } from "../asset/place.ts";
import { exists, uriOf } from "../bucket.ts";
import { isSame } from "../canonical.ts";
import { fn } from "../fn.ts";
import * as Callback from "../run/callback.ts";
import { StepReference } from "../run/step.ts";
import { isForced } from "../understanding/steps.ts";
import { UnderstandStep } from "../understanding/understanding.schema.ts";
import { byTranscode } from "./by-transcode.ts";
import * as Derivatives from "./derivative.ts";
import { AUDIO_NAME, derivativesJob, FIRST_FRAME, PROXY_NAME } from "./job.ts";
import { answerOf, JobStateChange } from "./job-state.ts";
import { noteJob } from "./job-usage.ts";
import { planOf } from "./plan.ts";

const client = new MediaConvertClient({});

export const Submission = StepReference.extend({ token: z.string().min(1), from: UnderstandStep.nullish() });

/**
 * Orders the one job that makes proxy, audio and frames. Its answer ends the step that holds `token`: at once, when all three
 * were made and verified before, unless they are to be made again.
 */
export const submit = fn(Submission, async ({ token, from, ...step }) => {
  const { workspaceId } = useActor();
  const { assetId, runId } = step;
  const asset = await Assets.getInspected(assetId);
  await expectOriginal(asset);
  const callbackId = await Callback.open(step, token);
  if (!isForced("Derive", from) && (await isMade(asset))) {
    await Callback.answer(callbackId, { kind: "success", output: { outcome: "known" } });
    return { outcome: "known" };
  }
  const job = derivativesJob({
    input: originalUriOf(asset),
    destination: uriOf(mediaOf(asset, "")),
    technical: asset.technical,
    role: Resource.Transcoder.role,
    queue: Resource.Transcoder.queue,
    metadata: { workspaceId, assetId, runId, callbackId },
    token: callbackId,
  });
  const { Job } = await client.send(new CreateJobCommand(job));
  return { jobId: Job?.Id };
});

async function isMade(asset: Assets.Inspected): Promise<boolean> {
  const { proxy, audio, frames } = planOf(asset.technical);
  const wanted = [
    ...(proxy ? ([["proxy", PROXY_NAME, proxy]] as const) : []),
    ...(audio ? ([["audio", AUDIO_NAME, audio]] as const) : []),
    ...(frames ? ([["frames", FIRST_FRAME, frames]] as const) : []),
  ];
  const made = wanted.map(async ([kind, name, plan]) => {
    const row = await Derivatives.findRow(asset.assetId, kind);
    return isSame(row?.provenance, byTranscode(asset, plan)) && exists(mediaOf(asset, name));
  });
  return (await Promise.all(made)).every(Boolean);
}

/**
 * Hands a job's state on to the step that waits for it. False when nobody waits any more: a job that goes on then is cancelled,
 * since its run was cancelled, or its step has timed out.
 */
export const settle = fn(JobStateChange, async (change) => {
  const { workspaceId, assetId, callbackId } = change.userMetadata;
  const answer = answerOf(change);
  if (!answer) return false;
  return provideActor({ workspaceId, who: "pipeline" }, async () => {
    if (answer.kind === "success") noteJob((await Assets.getInspected(assetId)).technical);
    const isWaitedFor = await Callback.answer(callbackId, await checked(answer, assetId));
    if (!isWaitedFor && answer.kind === "progress") await cancel(change.jobId);
    return isWaitedFor;
  });
});

/** A job that has come to its end meanwhile, as events may come late, stays as it ended. */
async function cancel(jobId: string): Promise<void> {
  try {
    await client.send(new CancelJobCommand({ Id: jobId }));
  } catch (error) {
    if (!(error instanceof ConflictException)) throw error;
  }
}

/** A job cannot be told which bytes to read: what it says in the end counts only while they are those that were proved. */
async function checked(answer: Callback.Answer, assetId: string): Promise<Callback.Answer> {
  const loss = answer.kind === "progress" ? undefined : await lossOf(await Assets.get(assetId));
  return loss ? { kind: "failure", code: loss.code, message: loss.message } : answer;
}
