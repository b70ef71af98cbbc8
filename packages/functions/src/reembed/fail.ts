import { fail, ReembedFailure } from "@videoflow/core/reembed/outcome";
import { lastTask } from "../lambda.ts";

/** A Reembed came to an end that nobody wanted: says so, and why. */
export const handler = lastTask(ReembedFailure, fail);
