import { scan } from "@videoflow/core/rebuild/scan";
import { RunId } from "@videoflow/core/run/run.schema";
import * as z from "zod";
import { task } from "../lambda.ts";

/** Finds out what there is to restore, and cuts it into batches. */
export const handler = task(z.object({ runId: RunId }), ({ runId }) => scan(runId));
