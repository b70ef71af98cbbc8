import * as z from "zod";
import { RunId } from "../run/run.schema.ts";
import { StateError } from "../run/state-error.ts";
import { CutId } from "./cut-id.ts";

/** What a step of Compose or Render is told: for which cut, and which of its revisions is to be made. */
export const CutTask = z.object({ cutId: CutId, runId: RunId, revision: z.int().positive() });
export type CutTask = z.infer<typeof CutTask>;

export const CutFailure = CutTask.extend({ error: StateError });
