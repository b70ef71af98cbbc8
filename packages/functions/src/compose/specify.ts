import { ComposeTask, specify } from "@videoflow/core/cut/crew/steps";
import { task } from "../lambda.ts";

/** Writes what the gates said of all rounds and, when they passed it, the spec. */
export const handler = task(ComposeTask, (of) => specify(of));
