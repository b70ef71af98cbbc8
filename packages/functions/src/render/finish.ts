import { Deliverable } from "@videoflow/core/cut/cut.schema";
import { finishRender } from "@videoflow/core/cut/outcome";
import { CutTask } from "@videoflow/core/cut/task.schema";
import * as z from "zod";
import { lastTask } from "../lambda.ts";

const Published = CutTask.extend({ deliverables: z.array(Deliverable) });

/** Every deliverable is there, and verified. */
export const handler = lastTask(Published, ({ deliverables, ...cut }) => finishRender(cut, deliverables));
