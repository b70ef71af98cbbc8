import { ComposeTask, pack } from "@videoflow/core/cut/crew/steps";
import { task } from "../lambda.ts";

/** The packager: titles, captions, the thumbnail. */
export const handler = task(ComposeTask, async (of) => {
  const { title, titles, captions } = await pack(of);
  return { title, titles: titles.length, captions: captions.length };
});
