import { finish, RebuildEnd } from "@videoflow/core/rebuild/outcome";
import { lastTask } from "../lambda.ts";

/** Table and index say what the buckets say. */
export const handler = lastTask(RebuildEnd, finish);
