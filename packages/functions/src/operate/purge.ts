import { Purge, purge } from "@videoflow/core/trash/purge";
import { asked } from "../lambda.ts";

/** Deletes for good what was long enough in the trash, or one asset that is not to wait for that. */
export const handler = asked(Purge, purge);
