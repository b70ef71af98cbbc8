import { ComposeTask, retrieve } from "@videoflow/core/cut/crew/steps";
import { task } from "../lambda.ts";

/** Reads the footage of a cut's order, and finds what clips can be made of; tells whether there can be a cut at all. */
export const handler = task(ComposeTask, async (of) => {
  const { input, candidates } = await retrieve(of);
  return { possible: input.passed, candidates: candidates.length, round: 1 };
});
