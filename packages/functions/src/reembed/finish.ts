import { finish, ReembedEnd } from "@videoflow/core/reembed/outcome";
import { lastTask } from "../lambda.ts";

/** All scenes are embedded anew and found by it: says so. */
export const handler = lastTask(ReembedEnd, finish);
