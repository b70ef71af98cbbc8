import { Completion, finish } from "@videoflow/core/asset/outcome";
import { task } from "../lambda.ts";

/** Everything is made and verified: the asset is ready. */
export const handler = task(Completion, finish);
