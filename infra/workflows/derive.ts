import * as functions from "../functions/derive.ts";
import { corrected } from "./definition.ts";
import { STARTED } from "./redrive.ts";
import { order, task } from "./task.ts";

const make = sst.aws.StepFunctions.parallel({ name: "Make" })
  .branch(task("Register", functions.register, { timeout: "16 minutes" }))
  .branch(task("Storyboard", functions.storyboard, { timeout: "16 minutes" }))
  .branch(task("Waveform", functions.waveform, { timeout: "16 minutes" }))
  .branch(task("Poster", functions.poster, { timeout: "16 minutes" }));

/** From which step on all is made again; not said where all is new. */
const FROM = "{% $exists($states.context.Execution.Input.from) ? $states.context.Execution.Input.from : null %}";

/** One job with one decode makes proxy, audio and frames; they are verified while the rest is made from them. */
export const derive = new sst.aws.StepFunctions("Derive", {
  definition: order("Submit", functions.submit, { timeout: "1 day", payload: { from: FROM } }).next(make),
  // MediaConvert is silent while a job waits in its queue.
  transform: corrected({ Submit: 6 * 3600 }),
});

/** A step of another workflow: starts this one, with what that was started with, and waits for its end. */
export const derived = () =>
  sst.aws.StepFunctions.task({
    name: "Derive",
    resource: "arn:aws:states:::states:startExecution.sync:2",
    timeout: "2 days",
    arguments: { StateMachineArn: derive.arn, ...STARTED },
    permissions: [
      { actions: ["states:StartExecution"], resources: [derive.arn] },
      {
        actions: ["states:DescribeExecution", "states:StopExecution"],
        resources: [derive.arn.apply((arn) => `${arn.replace(":stateMachine:", ":execution:")}:*`)],
      },
    ],
  });
