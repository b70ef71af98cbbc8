import { randomUUID } from "node:crypto";
import type { StartExecutionInput, StartSyncExecutionInput } from "@aws-sdk/client-sfn";
import { arn, type Cloud } from "../../../cloud.ts";
import { AwsError } from "../../../error.ts";
import { operation } from "../../../service.ts";
import type { Engine } from "../engine/engine.ts";
import type { Execution, NewExecution } from "../store/executions.ts";
import type { Machine } from "../store/machines.ts";
import type { Store } from "../store/store.ts";
import { checkInput, checkName, findMachine } from "./check.ts";

/** The ways to start an execution. */
export function startOperations(cloud: Cloud, store: Store, engine: Engine) {
  const of = (action: string) => (input: StartExecutionInput) => [
    { action: `states:${action}`, resource: input.stateMachineArn ?? "*" },
  ];
  return {
    StartExecution: operation({
      permissions: of("StartExecution"),
      run(input: StartExecutionInput) {
        const fresh = newExecution(findMachine(store, input.stateMachineArn), input);
        const known = store.executions.find(fresh.arn);
        if (known && !isRepeated(known, fresh)) throw alreadyExists(known);
        const execution = known ?? engine.start(fresh);
        return { executionArn: execution.arn, startDate: new Date(execution.started_at) };
      },
    }),

    StartSyncExecution: operation({
      permissions: of("StartSyncExecution"),
      async run(input: StartSyncExecutionInput) {
        const machine = findMachine(store, input.stateMachineArn);
        if (machine.type !== "EXPRESS") {
          throw new AwsError(
            "StateMachineTypeNotSupported",
            "This operation is not supported by this type of state machine: StartSyncExecution is for EXPRESS ones",
          );
        }
        const ended = await engine.run({ ...newExecution(machine, input), awaited: 1 });
        return {
          executionArn: ended.arn,
          stateMachineArn: machine.arn,
          name: ended.name,
          startDate: new Date(ended.started_at),
          stopDate: new Date(ended.stopped_at ?? ended.started_at),
          status: ended.status,
          input: ended.input,
          inputDetails: { included: true },
          ...(ended.output !== null && { output: ended.output, outputDetails: { included: true } }),
          ...(ended.error !== null && { error: ended.error }),
          ...(ended.cause !== null && { cause: ended.cause }),
          ...(ended.trace_header !== null && { traceHeader: ended.trace_header }),
        };
      },
    }),
  };

  function newExecution(machine: Machine, { name: given, input, traceHeader }: StartExecutionInput): NewExecution {
    const name = given === undefined ? randomUUID() : checkName(given);
    const resource =
      machine.type === "EXPRESS"
        ? `express:${machine.name}:${name}:${randomUUID()}`
        : `execution:${machine.name}:${name}`;
    return {
      arn: arn(cloud.place, "states", resource),
      machine_arn: machine.arn,
      name,
      revision: machine.revision,
      type: machine.type,
      input: checkInput(input),
      flow: 0,
      map_run: null,
      trace_header: traceHeader ?? null,
      awaited: 0,
    };
  }
}

/** The same call once more, while its execution runs, is answered as the first one. */
function isRepeated(known: Execution, { input }: NewExecution): boolean {
  return known.status === "RUNNING" && known.input === input;
}

function alreadyExists({ arn: executionArn, started_at }: Execution): AwsError {
  const detail = { executionArn, startDate: new Date(started_at) };
  return new AwsError("ExecutionAlreadyExists", `Execution Already Exists: '${executionArn}'`, 400, detail);
}
