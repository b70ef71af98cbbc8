import { embed } from "../functions/embed.ts";
import * as functions from "../functions/understand.ts";
import { corrected } from "./definition.ts";
import { failure, type TaskArgs, task } from "./task.ts";

/** Every step is told from which step on all is to be made again; null in a first run. */
const step = (name: string, fn: sst.aws.Function, { payload, ...args }: TaskArgs) =>
  task(name, fn, { ...args, payload: { from: "{% $states.context.Execution.Input.from %}", ...payload } });

const failed = failure(functions.fail);

const scenes = step("Scenes", functions.scenes, { timeout: "6 minutes" }).catch(failed);
const brief = step("Brief", functions.brief, { timeout: "16 minutes" }).catch(failed);
const embedded = step("Embed", embed, { timeout: "6 minutes" }).catch(failed);
const index = step("Index", functions.index, { timeout: "6 minutes" }).catch(failed);
const finish = task("Finish", functions.finish, { timeout: "2 minutes" }).catch(failed);

scenes.next(brief).next(embedded).next(index).next(finish);

/** From an asset that is ready to one whose moments are found: heard, seen, checked, described, indexed. */
export const understand = new sst.aws.StepFunctions("Understand", { definition: scenes, transform: corrected() });
