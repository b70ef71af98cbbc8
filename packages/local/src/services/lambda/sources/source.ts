import { randomUUID } from "node:crypto";
import type { Cloud } from "../../../cloud.ts";
import { AwsError } from "../../../error.ts";
import type { Engine } from "../../../lambda/engine.ts";
import type { FunctionDefinition } from "../../../lambda/function-definition.ts";
import type { Outcome } from "../../../lambda/invocation.ts";
import { isStopping } from "../../../lambda/stopping.ts";
import type { Mapping } from "../mapping.ts";
import { traceIdOf } from "../trace.ts";

/** What a source needs to feed its function. */
export interface SourceContext {
  readonly cloud: Cloud;
  readonly engine: Engine;
  readonly mapping: Mapping;
  /** The function as it is defined now: a deployment may change it while its source runs. */
  readonly definition: () => FunctionDefinition;
  /** Aborts when the source shall stop. */
  readonly signal: AbortSignal;
}

/** Gives a batch to the function. Undefined when it was not run: throttled, or the cloud is stopping. */
export async function invokeWith(context: SourceContext, records: readonly object[]): Promise<Outcome | undefined> {
  try {
    return await context.engine.invoke(context.definition(), {
      requestId: randomUUID(),
      payload: Buffer.from(JSON.stringify({ Records: records })),
      traceId: traceIdOf(undefined),
      clientContext: undefined,
      inBackground: true,
    });
  } catch (error) {
    const throttled = error instanceof AwsError && error.code === "TooManyRequestsException";
    if (!throttled && !isStopping(error))
      context.cloud.journal.error("lambda.source", error, { function: context.mapping.functionName });
    return undefined;
  }
}
