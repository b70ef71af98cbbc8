import { switchOver } from "@videoflow/core/reembed/reembed";
import { RunId } from "@videoflow/core/run/run.schema";
import * as z from "zod";
import { task } from "../lambda.ts";

/** Lets the new index serve: the next search asks it. */
export const handler = task(z.object({ runId: RunId }), async ({ runId }) => {
  const { current } = await switchOver(runId);
  return { index: current.index };
});
