import { Range } from "@videoflow/core/range";
import { fillRange } from "@videoflow/core/reembed/range";
import { RunId } from "@videoflow/core/run/run.schema";
import * as z from "zod";
import { task } from "../lambda.ts";

/** Puts the scenes of a batch of assets into the new index. */
export const handler = task(z.object({ runId: RunId, range: Range }), ({ range, runId }) => fillRange(range, runId));
