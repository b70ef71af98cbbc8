import { Rejection, reject } from "@videoflow/core/asset/outcome";
import { task } from "../lambda.ts";

/** Refuses the file: it stays where it is, in quarantine. */
export const handler = task(Rejection, reject);
