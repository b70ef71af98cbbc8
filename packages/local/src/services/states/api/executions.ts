import type {
  DescribeExecutionInput,
  DescribeStateMachineForExecutionInput,
  ListExecutionsInput,
  RedriveExecutionInput,
  StopExecutionInput,
} from "@aws-sdk/client-sfn";
import { AwsError } from "../../../error.ts";
import { operation } from "../../../service.ts";
import type { Engine } from "../engine/engine.ts";
import { obstacleTo } from "../engine/redrive.ts";
import type { Execution, Query } from "../store/executions.ts";
import type { Store } from "../store/store.ts";
import { checkArn, findExecution, findMachine, invalid } from "./check.ts";
import { pageOf, pageSize, readMark } from "./paging.ts";

type Mark = NonNullable<Query["before"]>;
const isMark = (mark: unknown): mark is Mark =>
  typeof mark === "object" && mark !== null && "startedAt" in mark && "id" in mark;
const statuses = ["RUNNING", "SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED", "PENDING_REDRIVE"];

/** Executions: describe, list, stop, redrive. */
export function executionOperations(store: Store, engine: Engine) {
  const of = (action: string) => (input: { executionArn?: string | undefined }) => [
    { action: `states:${action}`, resource: input.executionArn ?? "*" },
  ];
  return {
    DescribeExecution: operation({
      permissions: of("DescribeExecution"),
      run: (input: DescribeExecutionInput) => describe(findExecution(store, input.executionArn)),
    }),

    DescribeStateMachineForExecution: operation({
      permissions: of("DescribeStateMachineForExecution"),
      run(input: DescribeStateMachineForExecutionInput) {
        const execution = findExecution(store, input.executionArn);
        const revision = store.machines.revision(execution.revision);
        const machine = store.machines.find(revision.machine_arn);
        return {
          stateMachineArn: execution.machine_arn,
          name: execution.machine_arn.split(":").at(-1),
          definition: revision.definition,
          roleArn: revision.role_arn,
          updateDate: new Date(revision.updated_at),
          ...(machine && (JSON.parse(machine.settings) as object)),
          ...(execution.map_run !== null && { mapRunArn: execution.map_run }),
          revisionId: revision.id,
        };
      },
    }),

    ListExecutions: operation({
      permissions: ({ stateMachineArn, mapRunArn }: ListExecutionsInput) => [
        { action: "states:ListExecutions", resource: stateMachineArn ?? mapRunArn ?? "*" },
      ],
      run(input: ListExecutionsInput) {
        const { statusFilter, redriveFilter, maxResults, nextToken } = input;
        if (statusFilter !== undefined && !statuses.includes(statusFilter)) {
          throw invalid(`Value '${statusFilter}' at 'statusFilter' must be one of [${statuses.join(", ")}]`);
        }
        const size = pageSize(maxResults);
        const rows = store.executions.list({
          ...scopeOf(input),
          status: statusFilter,
          redriven: redriveFilter === undefined ? undefined : redriveFilter === "REDRIVEN",
          before: readMark(nextToken, isMark),
          limit: size + 1,
        });
        const page = pageOf(rows, size, ({ id, started_at }): Mark => ({ startedAt: started_at, id }));
        return { executions: page.items.map(summarise), ...(page.nextToken && { nextToken: page.nextToken }) };
      },
    }),

    StopExecution: operation({
      permissions: of("StopExecution"),
      async run({ executionArn, error, cause }: StopExecutionInput) {
        const { arn, id } = findExecution(store, executionArn);
        await engine.stop(arn, { error, cause });
        return { stopDate: new Date(store.executions.get(id)?.stopped_at ?? Date.now()) };
      },
    }),

    RedriveExecution: operation({
      permissions: of("RedriveExecution"),
      run({ executionArn }: RedriveExecutionInput) {
        const execution = findExecution(store, executionArn);
        const obstacle =
          execution.map_run === null ? obstacleTo(execution) : "Execution is a child of a Map Run: redrive its parent";
        if (obstacle)
          throw new AwsError("ExecutionNotRedrivable", `Execution Not Redrivable: '${execution.arn}'. ${obstacle}`);
        engine.redrive(execution);
        return { redriveDate: new Date(store.executions.get(execution.id)?.redriven_at ?? Date.now()) };
      },
    }),
  };

  function scopeOf({ stateMachineArn, mapRunArn }: ListExecutionsInput): Pick<Query, "by" | "value"> {
    if ((stateMachineArn === undefined) === (mapRunArn === undefined)) {
      throw invalid("Exactly one of 'stateMachineArn' and 'mapRunArn' is required");
    }
    if (mapRunArn !== undefined) {
      const run = store.mapRuns.find(checkArn(mapRunArn, "mapRun"));
      if (!run) throw new AwsError("ResourceNotFound", `Map Run Does Not Exist: '${mapRunArn}'`);
      return { by: "map_run", value: run.arn };
    }
    const machine = findMachine(store, stateMachineArn);
    if (machine.type === "EXPRESS") {
      throw new AwsError(
        "StateMachineTypeNotSupported",
        "This operation is not supported by this type of state machine",
      );
    }
    return { by: "machine_arn", value: machine.arn };
  }
}

function summarise(execution: Execution) {
  return {
    executionArn: execution.arn,
    stateMachineArn: execution.machine_arn,
    name: execution.name,
    status: execution.status,
    startDate: new Date(execution.started_at),
    ...(execution.stopped_at !== null && { stopDate: new Date(execution.stopped_at) }),
    ...(execution.map_run !== null && { mapRunArn: execution.map_run }),
    redriveCount: execution.redrive_count,
    ...(execution.redriven_at !== null && { redriveDate: new Date(execution.redriven_at) }),
  };
}

function describe(execution: Execution) {
  const obstacle = obstacleTo(execution);
  const byMapRun = execution.map_run !== null && obstacle === undefined;
  return {
    ...summarise(execution),
    input: execution.input,
    inputDetails: { included: true },
    ...(execution.output !== null && { output: execution.output, outputDetails: { included: true } }),
    ...(execution.error !== null && { error: execution.error }),
    ...(execution.cause !== null && { cause: execution.cause }),
    ...(execution.trace_header !== null && { traceHeader: execution.trace_header }),
    redriveStatus: byMapRun ? "REDRIVABLE_BY_MAP_RUN" : obstacle ? "NOT_REDRIVABLE" : "REDRIVABLE",
    ...(obstacle && { redriveStatusReason: obstacle }),
  };
}
