import { Range } from "@videoflow/core/range";
import { verifyRange } from "@videoflow/core/reembed/range";
import { RunId } from "@videoflow/core/run/run.schema";
import * as z from "zod";
import { task } from "../lambda.ts";

/** Makes sure that every scene of a batch of assets is in the new index. */
export const handler = task(z.object({ runId: RunId, range: Range }), ({ range, runId }) => verifyRange(range, runId));
