import type { Cloud } from "../../../cloud.ts";
import type { Execution, Status } from "../store/executions.ts";
import type { Store } from "../store/store.ts";
import type { Turn } from "./turn.ts";

const ANNOUNCE = "states.announce";

interface Announcement {
  readonly execution: number;
  readonly status: Status;
}

/** Notes, in the caller's commit, that EventBridge is to hear of the status. Only Standard machines announce theirs. */
export function announce({ cloud, execution }: Turn, status: Status): void {
  if (execution.type === "EXPRESS" || execution.map_run !== null) return;
  const key = `${execution.id}:${status}:${execution.redrive_count}`;
  cloud.agenda.put(ANNOUNCE, key, { execution: execution.id, status } satisfies Announcement);
}

/** Delivers the announcements, at least once each. */
export function registerAnnouncements(cloud: Cloud, store: Store): void {
  cloud.agenda.register<Announcement>(ANNOUNCE, async ({ payload: { execution: id, status } }) => {
    const execution = store.executions.get(id);
    if (!execution) return;
    const service = { kind: "service", service: "states.amazonaws.com", sourceArn: execution.machine_arn } as const;
    const detail = detailOf(execution, status);
    const entry = {
      Source: "aws.states",
      DetailType: "Step Functions Execution Status Change",
      Resources: [execution.arn],
      Detail: JSON.stringify(detail),
    };
    await cloud.call(service, "events", "PutEvents", { Entries: [entry] });
  });
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html */
function detailOf(execution: Execution, status: Status): object {
  const ended = status !== "RUNNING";
  return {
    executionArn: execution.arn,
    stateMachineArn: execution.machine_arn,
    stateMachineVersionArn: null,
    stateMachineAliasArn: null,
    name: execution.name,
    status,
    startDate: execution.started_at,
    stopDate: ended ? execution.stopped_at : null,
    input: execution.input,
    inputDetails: { included: true },
    output: ended ? execution.output : null,
    outputDetails: ended && execution.output !== null ? { included: true } : null,
    error: ended ? execution.error : null,
    cause: ended ? execution.cause : null,
    redriveCount: execution.redrive_count,
    redriveDate: execution.redriven_at,
  };
}
