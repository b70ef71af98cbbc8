import { finish, Understood } from "@videoflow/core/understanding/outcome";
import { lastTask } from "../lambda.ts";

/** Every step has come to its end: the asset is searchable. */
export const handler = lastTask(Understood, finish);
