import { randomUUID } from "node:crypto";
import { meteredContainer } from "@videoflow/core/cost/meter";
import { AppError, toAppError } from "@videoflow/core/error";
import { parse } from "@videoflow/core/fn";
import { beat, fail, succeed } from "@videoflow/core/run/task-token";
import type { Context } from "aws-lambda";
import * as z from "zod";
import type { Stoppable } from "./lambda.ts";
import { logger } from "./logger.ts";

/** A file of a step, as Lambda would load it. */
interface StepModule {
  handler(event: unknown, context: Context & Stoppable): Promise<unknown>;
}

/** By the names that steps have in their state machines. A step's code is loaded when it is asked for. */
export type Steps = Readonly<Record<string, () => Promise<StepModule>>>;

/**
 * What the state gives its container besides links: the state's token, and what a Lambda would get as its event, as JSON. And how
 * large it is, from infra.
 */
const Environment = z.object({
  VIDEOFLOW_TASK_TOKEN: z.string().min(1),
  VIDEOFLOW_TASK_INPUT: z.string(),
  VIDEOFLOW_TASK_CPUS: z.coerce.number().positive(),
  VIDEOFLOW_TASK_MEMORY_MB: z.coerce.number().positive(),
});
type Environment = z.infer<typeof Environment>;
const Input = z.looseObject({ step: z.string() });

const HEARTBEAT_MS = 20_000;
/** The exit code of a program that SIGTERM ended. */
const TERMINATED = 143;

/**
 * Does one step as the program of a container, with the handler that Lambda would call: answers the state that waits, beats
 * meanwhile, and ends the process. Ends with 0 when the step is done, with 1 when it failed or nobody waits for it any more. A
 * container that is stopped says that the step may be tried again.
 */
export async function runAsContainer(steps: Steps): Promise<never> {
  const environment = parse(Environment, process.env);
  const token = environment.VIDEOFLOW_TASK_TOKEN;
  const stopping = new AbortController();
  process.once("SIGTERM", () =>
    stopping.abort(new AppError("unavailable", "The container was stopped before the step was done")),
  );
  logger.info("container.start");
  await beatOnce(token);
  const heart = setInterval(() => void beatOnce(token), HEARTBEAT_MS);
  // A beat that came after the answer would be told that nobody waits any more.
  const isDone = await answer(token, () =>
    runStep(steps, environment, stopping.signal).finally(() => clearInterval(heart)),
  );
  process.exit(isDone ? 0 : stopping.signal.aborted ? TERMINATED : 1);
}

async function runStep(steps: Steps, environment: Environment, stopped: AbortSignal): Promise<unknown> {
  const input = parse(Input, json(environment.VIDEOFLOW_TASK_INPUT));
  // A step of a fan-out has its number behind its name.
  const name = input.step.replace(/\.\d+$/, "");
  const load = Object.hasOwn(steps, name) ? steps[name] : undefined;
  if (!load) {
    throw new AppError(
      "invalid",
      `Step ${input.step} is not done in this container: it does ${Object.keys(steps).join(", ")}`,
    );
  }
  const { handler } = await load();
  stopped.throwIfAborted();
  return meteredContainer(environment.VIDEOFLOW_TASK_CPUS, environment.VIDEOFLOW_TASK_MEMORY_MB, () =>
    handler(input, { awsRequestId: randomUUID(), stopped } as Context & Stoppable),
  );
}

/** Tells the state what became of the step. An output that it cannot take fails the step. */
async function answer(token: string, run: () => Promise<unknown>): Promise<boolean> {
  try {
    const waits = await succeed(token, await run());
    if (!waits) logger.error("container.abandoned", { message: "Nobody waits for the step any more" });
    return waits;
  } catch (cause) {
    const error = toAppError(cause);
    logger.error("container.failed", { code: error.code, error });
    await fail(token, error);
    return false;
  }
}

/** When nobody waits, the rest of the work is for nobody. What keeps one beat from being sent may have passed at the next. */
async function beatOnce(token: string): Promise<void> {
  const waits = await beat(token).catch((error: unknown) => {
    logger.warn("container.beat", { error: toAppError(error) });
    return true;
  });
  if (waits) return;
  logger.error("container.abandoned", { message: "Nobody waits for the step any more" });
  process.exit(1);
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError("invalid", `VIDEOFLOW_TASK_INPUT is not JSON: ${(cause as Error).message}`, { cause });
  }
}
