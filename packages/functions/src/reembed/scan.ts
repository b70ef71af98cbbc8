import { scan } from "@videoflow/core/reembed/range";
import { RunId } from "@videoflow/core/run/run.schema";
import * as z from "zod";
import { task } from "../lambda.ts";

/** Finds out which assets there are, and cuts them into batches. */
export const handler = task(z.object({ runId: RunId }), ({ runId }) => scan(runId));
