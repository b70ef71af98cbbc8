import { CreateJobCommand, MediaConvertClient } from "@aws-sdk/client-mediaconvert";
import { Resource } from "sst";
import { z } from "zod";
import { provideActor, useActor } from "../actor.ts";
import * as Assets from "../asset/asset.ts";
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
  const { workspaceId, callbackId } = change.userMetadata;
  const answer = answerOf(change);
  if (!answer) return false;
  return provideActor({ workspaceId, who: "pipeline" }, () => Callback.answer(callbackId, answer));
});
