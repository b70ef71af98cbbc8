import { ComposeTask, direct } from "@videoflow/core/cut/crew/steps";
import { task } from "../lambda.ts";

/** The director: which beats the cut has, and how long each is. */
export const handler = task(ComposeTask, async (of) => ({ beats: (await direct(of)).beats.length }));
