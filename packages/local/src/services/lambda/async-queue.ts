import type { Cloud } from "../../cloud.ts";
import { AwsError } from "../../error.ts";
import type { Engine } from "../../lambda/engine.ts";
import type { FunctionDefinition } from "../../lambda/function-definition.ts";
import { failure, type Invocation, type Outcome } from "../../lambda/invocation.ts";
import { isStopping } from "../../lambda/stopping.ts";
import type { Outcome as Again, Entry } from "../../state/agenda.ts";
import type { AsyncConfigurations } from "./async-configurations.ts";
import { type Delivery, deliverOutcome } from "./destinations.ts";
import type { Functions } from "./functions.ts";

/** Kinds of the agenda's entries: an event that is not done with, and a result that is not delivered. */
const EVENT = "lambda.event";
const RESULT = "lambda.result";

/** AWS waits a minute before the first retry and two before the second. */
const RETRY_DELAYS_MS = [60_000, 120_000];
/** Throttled events come back after a second, then later and later, until they are too old. */
const THROTTLED_MS = { first: 1000, longest: 300_000 };
/** So many events may be in work at once; each function's own limit holds besides. */
const CONCURRENCY = 256;

interface AcceptedEvent {
  readonly functionName: string;
  readonly payload: string;
  readonly traceId: string;
  readonly clientContext: string | undefined;
  /** Epoch milliseconds. */
  readonly acceptedAt: number;
  /** How often the function itself has failed on it. */
  readonly failures: number;
  readonly throttles: number;
}

/** Asynchronous invocations: accepted on disk, run, retried, and passed on to the function's destinations. */
export class AsyncQueue {
  readonly #cloud: Cloud;
  readonly #functions: Functions;
  readonly #engine: Engine;
  readonly #configurations: AsyncConfigurations;

  constructor(cloud: Cloud, functions: Functions, engine: Engine, configurations: AsyncConfigurations) {
    this.#cloud = cloud;
    this.#functions = functions;
    this.#engine = engine;
    this.#configurations = configurations;
    cloud.agenda.register<AcceptedEvent>(EVENT, (entry) => this.#work(entry), CONCURRENCY);
    cloud.agenda.register<Delivery>(RESULT, ({ payload }) => this.#deliver(payload));
  }

  /** Takes an event; it is on disk when the caller is answered. */
  accept(definition: FunctionDefinition, { requestId, payload, traceId, clientContext }: Invocation): void {
    this.#cloud.agenda.put(EVENT, requestId, {
      functionName: definition.name,
      payload: Buffer.from(payload).toString(),
      traceId,
      clientContext,
      acceptedAt: Date.now(),
      failures: 0,
      throttles: 0,
    } satisfies AcceptedEvent);
  }

  async #work({ key: requestId, payload: event }: Entry<AcceptedEvent>): Promise<Again> {
    const definition = this.#functions.find(event.functionName);
    if (!definition) {
      const reason = "the function was removed";
      this.#cloud.journal.info("lambda.event_dropped", { requestId, function: event.functionName, reason });
      return;
    }
    const { maximumAgeSeconds, maximumRetries } = this.#configurations.of(definition.name);
    const conclude = (condition: Delivery["condition"], failures: number, outcome?: Outcome) => {
      const answer = outcome && { payload: outcome.payload.toString(), failed: outcome.failed };
      const tries = failures + (condition === "Success" ? 1 : 0);
      const delivery = { requestId, functionName: definition.name, condition, request: event.payload, answer, tries };
      this.#cloud.agenda.put(RESULT, requestId, delivery satisfies Delivery);
    };

    if (Date.now() - event.acceptedAt > maximumAgeSeconds * 1000) return conclude("EventAgeExceeded", event.failures);
    const outcome = await this.#invoke(definition, requestId, event);
    if (outcome === "stopping") return { againAt: Date.now() + 1000 };
    if (outcome === "throttled") {
      this.#later(requestId, { ...event, throttles: event.throttles + 1 }, throttleMs(event));
      return;
    }
    if (!outcome.failed) return conclude("Success", event.failures, outcome);
    const failures = event.failures + 1;
    const delayMs = RETRY_DELAYS_MS[event.failures];
    if (failures > maximumRetries || delayMs === undefined) return conclude("RetriesExhausted", failures, outcome);
    this.#later(requestId, { ...event, failures }, delayMs);
  }

  async #invoke(
    definition: FunctionDefinition,
    requestId: string,
    { payload, traceId, clientContext }: AcceptedEvent,
  ): Promise<Outcome | "throttled" | "stopping"> {
    try {
      return await this.#engine.invoke(definition, {
        requestId,
        payload: Buffer.from(payload),
        traceId,
        clientContext,
        inBackground: true,
      });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      if (error.code === "TooManyRequestsException") return "throttled";
      if (isStopping(error)) return "stopping";
      // The function cannot run at all, for instance since its source file is missing.
      return { ...failure(error.code, error.message), logTail: "" };
    }
  }

  #later(requestId: string, event: AcceptedEvent, delayMs: number): void {
    this.#cloud.agenda.put(EVENT, requestId, event, Date.now() + delayMs);
  }

  async #deliver(delivery: Delivery): Promise<void> {
    const definition = this.#functions.find(delivery.functionName);
    if (definition) await deliverOutcome(this.#cloud, definition, this.#configurations.of(definition.name), delivery);
  }
}

function throttleMs({ throttles }: AcceptedEvent): number {
  return Math.min(THROTTLED_MS.first * 2 ** throttles, THROTTLED_MS.longest);
}
