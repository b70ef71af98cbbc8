import { fail, RebuildFailure } from "@videoflow/core/rebuild/outcome";
import { lastTask } from "../lambda.ts";

/** A rebuild came to an end that nobody wanted: says so, and why. */
export const handler = lastTask(RebuildFailure, fail);
