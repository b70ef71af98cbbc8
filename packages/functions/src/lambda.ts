import { provideActor } from "@videoflow/core/actor";
import { isMetered, metered } from "@videoflow/core/cost/meter";
import { noteSpend } from "@videoflow/core/cost/spend";
import { toAppError } from "@videoflow/core/error";
import { parse } from "@videoflow/core/fn";
import { archive } from "@videoflow/core/run/archive";
import { attemptNumber } from "@videoflow/core/run/attempt-number";
import * as Step from "@videoflow/core/run/step";
import { noteUsual } from "@videoflow/core/run/usual";
import { WorkspaceId } from "@videoflow/core/workspace/workspace.schema";
import type { Context, EventBridgeEvent } from "aws-lambda";
import * as z from "zod";
import { logged } from "./logged.ts";
import { type Tell, telling } from "./tell.ts";

/**
 * What a state machine sends with every task: which try at which step of which run. `attempt` is its count of retries, since
 * it was redriven for the so many-th time.
 */
const Envelope = z
  .looseObject({
    ...Step.RunStep.shape,
    workspaceId: WorkspaceId,
    attempt: z.int().nonnegative(),
    redrives: z.int().nonnegative().default(0),
  })
  .transform(({ attempt: retries, redrives, ...envelope }) => ({
    ...envelope,
    attempt: attemptNumber({ redrives, retries }),
  }));

/** Of a machine that can be taken away while it works: a container. */
export interface Stoppable {
  /** Aborted when it is, with the error that the work then ends with. */
  readonly stopped?: AbortSignal;
}

/** What a task does. Slow work tells how far it is. */
type Work<Schema extends z.ZodType> = (input: z.output<Schema>, tell: Tell) => Promise<unknown>;

/** A task of a state machine. What it returns is the step's output; what it throws fails the try, by the error's name. */
export const task = <Schema extends z.ZodType>(schema: Schema, run: Work<Schema>) =>
  step(schema, run, (reference) => Step.end(reference));

/** The last task of a run, which its work ends: once it is noted as ended, the run's history goes into the bucket. */
export const lastTask = <Schema extends z.ZodType>(schema: Schema, run: Work<Schema>) =>
  step(schema, run, async (reference) => {
    await Step.end(reference);
    await archive(reference.runId);
    await noteUsual(reference.runId);
    await noteSpend(reference.runId);
  });

/** A task that only orders a slow job. Its step ends when the job answers. */
export const job = <Schema extends z.ZodType>(schema: Schema, run: Work<Schema>) =>
  step(schema, run, (reference) => Step.addUsage(reference));

function step<Schema extends z.ZodType>(
  schema: Schema,
  run: Work<Schema>,
  done: (reference: Step.RunStep) => Promise<void>,
) {
  return async (event: unknown, context: Context & Stoppable): Promise<unknown> => {
    const { workspaceId, ...envelope } = parse(Envelope, event);
    const reference = Step.RunStep.parse(envelope);
    return inMeter(context, () =>
      provideActor({ workspaceId, who: "pipeline", runId: reference.runId }, () =>
        logged("task", { ...reference, requestId: context.awsRequestId }, async () => {
          await Step.begin(reference);
          const { tell, last } = telling(reference);
          try {
            const output = await unlessStopped(run(parse(schema, envelope), tell), context).finally(last);
            await done(reference);
            return output;
          } catch (error) {
            const { code, message } = toAppError(error);
            await Step.end(reference, { code, message });
            throw error;
          }
        }),
      ),
    );
  };
}

/** The work's own end, or that of its machine: nobody waits for what comes after that. */
function unlessStopped<Result>(work: Promise<Result>, { stopped }: Stoppable): Promise<Result> {
  if (!stopped) return work;
  const end = new Promise<never>((_, reject) => {
    const stop = () => reject(stopped.reason);
    // It may have been stopped while the step was noted as begun.
    if (stopped.aborted) stop();
    else stopped.addEventListener("abort", stop, { once: true });
  });
  return Promise.race([work, end]);
}

/** A receiver of events from a bus. What it throws makes the bus try again, then keep the event aside. */
export function event<Schema extends z.ZodType>(schema: Schema, run: (detail: z.output<Schema>) => Promise<unknown>) {
  return (given: EventBridgeEvent<string, unknown>, context: Context): Promise<unknown> =>
    inMeter(context, () =>
      logged("event", { eventId: given.id, requestId: context.awsRequestId }, () => run(parse(schema, given.detail))),
    );
}

/** Work that a schedule asks for, or somebody who does not wait. What it throws makes Lambda try again, then keep the request aside. */
export function asked<Schema extends z.ZodType>(schema: Schema, run: (input: z.output<Schema>) => Promise<unknown>) {
  return (given: unknown, context: Context): Promise<unknown> =>
    logged("asked", { requestId: context.awsRequestId }, () => run(parse(schema, given)));
}

/** Counts what an invocation uses: the step of a run for which it is takes that, if there is one. A container has its own meter. */
const inMeter = <Result>({ memoryLimitInMB }: Context, run: () => Result): Result =>
  isMetered() ? run() : metered(Number(memoryLimitInMB ?? 0), run);
