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
import { WorkspaceId } from "../workspace/workspace.schema.ts";
import { derivativesJob } from "./job.ts";

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

/**
 * What MediaConvert says of a job, in an event of type "MediaConvert Job State Change".
 * https://docs.aws.amazon.com/mediaconvert/latest/ug/mediaconvert_cwe_events.html
 */
export const JobStateChange = z.object({
  jobId: z.string(),
  status: z.string(),
  userMetadata: z.object({ workspaceId: WorkspaceId, callbackId: z.string() }),
  jobProgress: z.object({ jobPercentComplete: z.number().min(0).max(100).optional() }).optional(),
  errorCode: z.number().optional(),
  errorMessage: z.string().optional(),
});
export type JobStateChange = z.infer<typeof JobStateChange>;

/** Hands a job's state on to the step that waits for it. False when nobody waits any more. */
export const settle = fn(JobStateChange, async (change) => {
  const { workspaceId, callbackId } = change.userMetadata;
  const answer = answerOf(change);
  if (!answer) return false;
  return provideActor({ workspaceId, who: "pipeline" }, () => Callback.answer(callbackId, answer));
});

/** What a state means for the one who waits; undefined for states that tell nothing new. */
export function answerOf({
  jobId,
  status,
  jobProgress,
  errorCode,
  errorMessage,
}: JobStateChange): Callback.Answer | undefined {
  const told = `${errorMessage ?? "no reason given"} (MediaConvert job ${jobId}, error ${errorCode ?? "unknown"})`;
  switch (status) {
    case "PROGRESSING":
    case "STATUS_UPDATE":
      return { kind: "progress", percent: jobProgress?.jobPercentComplete ?? 0 };
    case "COMPLETE":
      return { kind: "success", output: { jobId } };
    case "ERROR":
      return {
        kind: "failure",
        code: isPassing(errorCode) ? "transcode_interrupted" : "transcode_failed",
        message: told,
      };
    case "CANCELED":
      return { kind: "failure", code: "transcode_failed", message: `MediaConvert job ${jobId} was cancelled` };
    default:
      return undefined;
  }
}

/**
 * Codes under 1400 are about the input or the settings; those above about access, storage and the service itself, where a
 * second try may do. A job that ended in an error costs nothing.
 * https://docs.aws.amazon.com/mediaconvert/latest/ug/mediaconvert_error_codes.html
 */
const isPassing = (errorCode = 0): boolean => errorCode >= 1400;
