import { Failure, fail } from "@videoflow/core/asset/outcome";
import { lastTask } from "../lambda.ts";

/** The run came to an end that nobody wanted: says so, and why. */
export const handler = lastTask(Failure, fail);
