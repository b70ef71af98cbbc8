import { ComposeTask, gate } from "@videoflow/core/cut/crew/steps";
import { task } from "../lambda.ts";

/** The six gates: whether the cut passes, goes back to the editor, or is refused. */
export const handler = task(ComposeTask, async (of) => {
  const { decision, round } = await gate(of);
  return { decision, round: decision === "sent_back" ? round + 1 : round };
});
