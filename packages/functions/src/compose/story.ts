import { ComposeTask, story } from "@videoflow/core/cut/crew/steps";
import { task } from "../lambda.ts";

/** The story analyst: whether the order makes sense. */
export const handler = task(ComposeTask, async (of) => ({ notes: (await story(of)).notes.length }));
