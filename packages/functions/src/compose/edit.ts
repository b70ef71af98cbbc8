import { ComposeTask, edit } from "@videoflow/core/cut/crew/steps";
import { task } from "../lambda.ts";

/** The editor: which moment stands where, exact to the frame. */
export const handler = task(ComposeTask, async (of) => {
  const { items, faults } = await edit(of);
  return { items: items.length, faults };
});
