import { settle } from "@videoflow/core/transcript/recognition";
import { JobEnd } from "@videoflow/core/transcript/recognition.schema";
import { event } from "../lambda.ts";

/** Takes what a machine heard to the step that waits for it. */
export const handler = event(JobEnd, settle);
