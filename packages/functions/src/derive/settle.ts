import { JobStateChange } from "@videoflow/core/derivative/job-state";
import { settle } from "@videoflow/core/derivative/transcode";
import { event } from "../lambda.ts";

/** Hands on what MediaConvert says of a job to the step that waits for it. */
export const handler = event(JobStateChange, settle);
