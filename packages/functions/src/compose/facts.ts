import { ComposeTask, facts } from "@videoflow/core/cut/crew/steps";
import { task } from "../lambda.ts";

/** The fact checker: what of titles, numbers and captions is borne out. */
export const handler = task(ComposeTask, async (of) => ({ refused: (await facts(of)).refused }));
