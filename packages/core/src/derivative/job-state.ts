import * as z from "zod";
import { AssetId } from "../asset/asset.schema.ts";
import type { Answer } from "../run/callback.ts";
import { WorkspaceId } from "../workspace/workspace.schema.ts";

/**
 * What MediaConvert says of a job, in an event of type "MediaConvert Job State Change".
 * https://docs.aws.amazon.com/mediaconvert/latest/ug/mediaconvert_cwe_events.html
 */
export const JobStateChange = z.object({
  jobId: z.string(),
  status: z.string(),
  userMetadata: z.object({ workspaceId: WorkspaceId, assetId: AssetId, callbackId: z.string() }),
  jobProgress: z.object({ jobPercentComplete: z.number().min(0).max(100).optional() }).optional(),
  errorCode: z.number().optional(),
  errorMessage: z.string().optional(),
});
export type JobStateChange = z.infer<typeof JobStateChange>;

/** What a state means for the one who waits; undefined for states that tell nothing new. */
export function answerOf({ jobId, status, jobProgress, errorCode, errorMessage }: JobStateChange): Answer | undefined {
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
