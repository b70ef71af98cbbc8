import type { DescribeMapRunInput, ListMapRunsInput } from "@aws-sdk/client-sfn";
import { AwsError } from "../../../error.ts";
import { operation } from "../../../service.ts";
import type { Tolerance } from "../decide/move.ts";
import type { Phase } from "../store/frames.ts";
import type { MapRun } from "../store/map-runs.ts";
import type { Store } from "../store/store.ts";
import { checkArn, findExecution } from "./check.ts";
import { pageOf, pageSize, readMark } from "./paging.ts";

interface Count {
  readonly phase: Phase;
  readonly items: number;
  readonly executions: number;
}

const isOffset = (mark: unknown): mark is number => typeof mark === "number";

/** The runs of distributed Maps. */
export function mapRunOperations(store: Store) {
  return {
    ListMapRuns: operation({
      permissions: ({ executionArn }: ListMapRunsInput) => [
        { action: "states:ListMapRuns", resource: executionArn ?? "*" },
      ],
      run({ executionArn, maxResults, nextToken }: ListMapRunsInput) {
        const execution = findExecution(store, executionArn);
        const size = pageSize(maxResults);
        const offset = readMark(nextToken, isOffset) ?? 0;
        const rows = store.mapRuns.ofExecution(execution.id).slice(offset);
        const page = pageOf(rows, size, () => offset + size);
        const mapRuns = page.items.map((run) => ({
          executionArn: execution.arn,
          mapRunArn: run.arn,
          stateMachineArn: `${execution.machine_arn}/${run.label}`,
          startDate: new Date(run.started_at),
          ...(run.stopped_at !== null && { stopDate: new Date(run.stopped_at) }),
        }));
        return { mapRuns, ...(page.nextToken && { nextToken: page.nextToken }) };
      },
    }),

    DescribeMapRun: operation({
      permissions: ({ mapRunArn }: DescribeMapRunInput) => [
        { action: "states:DescribeMapRun", resource: mapRunArn ?? "*" },
      ],
      run({ mapRunArn }: DescribeMapRunInput) {
        const run = store.mapRuns.find(checkArn(mapRunArn, "mapRun"));
        const execution = run && store.executions.get(run.execution);
        if (!run || !execution) throw new AwsError("ResourceNotFound", `Map Run Does Not Exist: '${mapRunArn}'`);
        const { count = 0, percentage = 0 } = JSON.parse(run.tolerance) as Tolerance;
        const counts = countsOf(run);
        return {
          mapRunArn: run.arn,
          executionArn: execution.arn,
          status: run.status,
          startDate: new Date(run.started_at),
          ...(run.stopped_at !== null && { stopDate: new Date(run.stopped_at) }),
          maxConcurrency: run.concurrency,
          toleratedFailureCount: count,
          toleratedFailurePercentage: percentage,
          itemCounts: tally(counts, "items"),
          executionCounts: tally(counts, "executions"),
          redriveCount: run.redrive_count,
          ...(run.redriven_at !== null && { redriveDate: new Date(run.redriven_at) }),
        };
      },
    }),
  };

  function countsOf(run: MapRun): readonly Count[] {
    if (run.counts !== null) return JSON.parse(run.counts) as Count[];
    const frame = store.frames.get(run.frame);
    return frame ? store.frames.counts(frame) : [];
  }
}

function tally(counts: readonly Count[], unit: "items" | "executions") {
  const of = (...phases: Phase[]) =>
    counts.filter(({ phase }) => phases.includes(phase)).reduce((sum, count) => sum + count[unit], 0);
  return {
    pending: of("pending"),
    running: of("ready", "waiting"),
    succeeded: of("done"),
    failed: of("failed"),
    timedOut: 0,
    aborted: of("aborted"),
    total: counts.reduce((sum, count) => sum + count[unit], 0),
    resultsWritten: 0,
    failuresNotRedrivable: 0,
    pendingRedrive: 0,
  };
}
