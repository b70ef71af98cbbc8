import { Range } from "@videoflow/core/range";
import { restoreRange } from "@videoflow/core/rebuild/restore";
import { RunId } from "@videoflow/core/run/run.schema";
import * as z from "zod";
import { task } from "../lambda.ts";

/** Puts a batch of assets back into table and index. */
export const handler = task(z.object({ runId: RunId, range: Range }), ({ range, runId }) => restoreRange(range, runId));
