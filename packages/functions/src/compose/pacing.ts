import { ComposeTask, pacing } from "@videoflow/core/cut/crew/steps";
import { task } from "../lambda.ts";

/** The pacing analyst: lengths, rhythm, repetition. */
export const handler = task(ComposeTask, async (of) => ({ notes: (await pacing(of)).notes.length }));
