import { Completion, finish } from "@videoflow/core/asset/outcome";
import { lastTask } from "../lambda.ts";

/** Everything is made and verified: the asset is ready. */
export const handler = lastTask(Completion, finish);
