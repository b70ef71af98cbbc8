import * as functions from "../functions/derive.ts";
import { corrected } from "./definition.ts";
import { order, task } from "./task.ts";

const make = sst.aws.StepFunctions.parallel({ name: "Make" })
  .branch(task("Register", functions.register, { timeout: "16 minutes" }))
  .branch(task("Storyboard", functions.storyboard, { timeout: "16 minutes" }))
  .branch(task("Waveform", functions.waveform, { timeout: "16 minutes" }))
  .branch(task("Poster", functions.poster, { timeout: "16 minutes" }));

/** One job with one decode makes proxy, audio and frames; they are verified while the rest is made from them. */
export const derive = new sst.aws.StepFunctions("Derive", {
  definition: order("Submit", functions.submit, { timeout: "1 day" }).next(make),
  // MediaConvert is silent while a job waits in its queue.
  transform: corrected({ Submit: 6 * 3600 }),
});
