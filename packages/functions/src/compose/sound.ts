import { ComposeTask, sound } from "@videoflow/core/cut/crew/steps";
import { task } from "../lambda.ts";

/** The sound designer: what is heard, how loud, and the music. */
export const handler = task(ComposeTask, async (of) => ({ bed: (await sound(of)).music?.bed ?? null }));
