import { fail, Misunderstood } from "@videoflow/core/understanding/outcome";
import { lastTask } from "../lambda.ts";

/** A step could not do its work: says so, and why. The asset stays ready. */
export const handler = lastTask(Misunderstood, fail);
