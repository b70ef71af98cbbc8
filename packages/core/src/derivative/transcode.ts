import { CreateJobCommand, MediaConvertClient } from "@aws-sdk/client-mediaconvert";
import { Resource } from "sst";
import { z } from "zod";
import { provideActor, useActor } from "../actor.ts";
import * as Assets from "../asset/asset.ts";
import { expectOriginal, lossOf } from "../asset/original.ts";
import { mediaOf, originalUriOf } from "../asset/place.ts";
import { uriOf } from "../bucket.ts";
import { fn } from "../fn.ts";
import * as Callback from "../run/callback.ts";
import { StepReference } from "../run/step.ts";
import { derivativesJob } from "./job.ts";
import { answerOf, JobStateChange } from "./job-state.ts";

const client = new MediaConvertClient({});

export const Submission = StepReference.extend({ token: z.string().min(1) });

/** Orders the one job that makes proxy, audio and frames. Its answer ends the step that holds `token`. */
export const submit = fn(Submission, async ({ token, ...step }) => {
  const { workspaceId } = useActor();
  const { assetId, runId } = step;
  const asset = await Assets.getInspected(assetId);
  await expectOriginal(asset);
  const callbackId = await Callback.open(step, token);
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

/** Hands a job's state on to the step that waits for it. False when nobody waits any more. */
export const settle = fn(JobStateChange, async (change) => {
  const { workspaceId, assetId, callbackId } = change.userMetadata;
  const answer = answerOf(change);
  if (!answer) return false;
  return provideActor({ workspaceId, who: "pipeline" }, async () =>
    Callback.answer(callbackId, await checked(answer, assetId)),
  );
});

/** A job cannot be told which bytes to read: what it says in the end counts only while they are those that were proved. */
async function checked(answer: Callback.Answer, assetId: string): Promise<Callback.Answer> {
  const loss = answer.kind === "progress" ? undefined : await lossOf(await Assets.get(assetId));
  return loss ? { kind: "failure", code: loss.code, message: loss.message } : answer;
}
