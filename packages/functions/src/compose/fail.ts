import { fail } from "@videoflow/core/cut/outcome";
import { CutFailure } from "@videoflow/core/cut/task.schema";
import { lastTask } from "../lambda.ts";

/** A step could not do its work: says so, and why. */
export const handler = lastTask(CutFailure, fail);
