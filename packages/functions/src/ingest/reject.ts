import { Rejection, reject } from "@videoflow/core/asset/outcome";
import { lastTask } from "../lambda.ts";

/** Refuses the file: it stays where it is, in quarantine. */
export const handler = lastTask(Rejection, reject);
