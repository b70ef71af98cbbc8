import { ComposeTask, frame } from "@videoflow/core/cut/crew/steps";
import { task } from "../lambda.ts";

/** The cinematographer: what of every clip is shown in which format. */
export const handler = task(ComposeTask, async (of) => ({ ranked: (await frame(of)).ranking.length }));
