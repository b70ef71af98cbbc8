import { sweep } from "@videoflow/core/rebuild/sweep";
import { RunId } from "@videoflow/core/run/run.schema";
import * as z from "zod";
import { task } from "../lambda.ts";

const Part = z.object({ segment: z.int().nonnegative(), segments: z.int().positive() });

/** Takes out of a part of the table what is in no bucket. */
export const handler = task(z.object({ runId: RunId, part: Part }), ({ part, runId }) => sweep(part, runId));
