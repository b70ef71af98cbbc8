import { describe, expect, it } from "vitest";
import { answerOf, type JobStateChange } from "./job-state.ts";

const change = (given: Partial<JobStateChange>): JobStateChange => ({
  jobId: "1-a",
  status: "COMPLETE",
  userMetadata: {
    workspaceId: "wsp_00000000000000000000000000",
    assetId: "ast_00000000000000000000000000",
    callbackId: "c",
  },
  ...given,
});

describe("a job's state", () => {
  it.each([
    ["SUBMITTED", undefined],
    ["INPUT_INFORMATION", undefined],
    ["PROGRESSING", { kind: "progress", percent: 0 }],
    ["COMPLETE", { kind: "success", output: { jobId: "1-a" } }],
    ["CANCELED", { kind: "failure", code: "transcode_failed", message: "MediaConvert job 1-a was cancelled" }],
  ])("%s is told as %j", (status, answer) => {
    expect(answerOf(change({ status }))).toEqual(answer);
  });

  it("tells how far the job is", () => {
    const answer = answerOf(change({ status: "STATUS_UPDATE", jobProgress: { jobPercentComplete: 42 } }));
    expect(answer).toEqual({ kind: "progress", percent: 42 });
  });

  it.each([
    ["the input", 1040, "transcode_failed"],
    ["the settings", 1093, "transcode_failed"],
    ["storage", 1404, "transcode_interrupted"],
    ["the service", 1999, "transcode_interrupted"],
    ["nothing known", undefined, "transcode_failed"],
  ])("that is an error of %s (%s) is %s", (_of, errorCode, code) => {
    const failed = change({ status: "ERROR", errorMessage: "No.", ...(errorCode && { errorCode }) });
    expect(answerOf(failed)).toMatchObject({ kind: "failure", code });
  });
});
