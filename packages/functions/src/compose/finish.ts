import { finishCompose } from "@videoflow/core/cut/outcome";
import { CutTask } from "@videoflow/core/cut/task.schema";
import { lastTask } from "../lambda.ts";

/** The gates have judged: the cut is composed, or refused. */
export const handler = lastTask(CutTask, finishCompose);
