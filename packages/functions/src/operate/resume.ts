import { resume } from "@videoflow/core/rebuild/resume";
import { RunId } from "@videoflow/core/run/run.schema";
import * as z from "zod";
import { task } from "../lambda.ts";

/** Starts again what was being worked on when the table was lost. */
export const handler = task(z.object({ runId: RunId }), ({ runId }) => resume(runId));
