import { finish, Understood } from "@videoflow/core/understanding/outcome";
import { task } from "../lambda.ts";

/** Every step has come to its end: the asset is searchable. */
export const handler = task(Understood, finish);
