import type {
  CancelMessageMoveTaskCommandInput,
  ListMessageMoveTasksCommandInput,
  StartMessageMoveTaskCommandInput,
} from "@aws-sdk/client-sqs";
import { operation, type Permission } from "../../service.ts";
import { missingParameter } from "./errors.ts";
import type { MoveTask, MoveTasks } from "./move-tasks.ts";
import { within } from "./receive.ts";

/** Redrive of dead-letter queues. */
export function moveOperations(tasks: MoveTasks) {
  const on = (action: string, resource: string | undefined): Permission => ({
    action: `sqs:${action}`,
    resource: resource ?? "*",
  });

  return {
    StartMessageMoveTask: operation({
      permissions: ({ SourceArn, DestinationArn }: StartMessageMoveTaskCommandInput) => [
        on("StartMessageMoveTask", SourceArn),
        on("ReceiveMessage", SourceArn),
        on("DeleteMessage", SourceArn),
        ...(DestinationArn ? [on("SendMessage", DestinationArn)] : []),
      ],
      run: ({ SourceArn, DestinationArn, MaxNumberOfMessagesPerSecond }: StartMessageMoveTaskCommandInput) => ({
        TaskHandle: tasks.start(SourceArn, DestinationArn, MaxNumberOfMessagesPerSecond).id,
      }),
    }),

    ListMessageMoveTasks: operation({
      permissions: ({ SourceArn }: ListMessageMoveTasksCommandInput) => [on("ListMessageMoveTasks", SourceArn)],
      run: ({ SourceArn, MaxResults }: ListMessageMoveTasksCommandInput) => {
        within("MaxResults", MaxResults, 1, 10);
        return { Results: tasks.list(SourceArn, MaxResults ?? 1).map(rendered) };
      },
    }),

    CancelMessageMoveTask: operation({
      permissions: ({ TaskHandle }: CancelMessageMoveTaskCommandInput) => [
        on("CancelMessageMoveTask", tasks.get(required(TaskHandle)).source),
      ],
      run: ({ TaskHandle }: CancelMessageMoveTaskCommandInput) => ({
        ApproximateNumberOfMessagesMoved: tasks.cancel(required(TaskHandle)).moved,
      }),
    }),
  };
}

function required(handle: string | undefined): string {
  if (!handle) throw missingParameter("TaskHandle");
  return handle;
}

function rendered(task: MoveTask) {
  return {
    ...(task.status === "RUNNING" && { TaskHandle: task.id }),
    Status: task.status,
    SourceArn: task.source,
    ...(task.destination && { DestinationArn: task.destination }),
    ...(task.rate && { MaxNumberOfMessagesPerSecond: task.rate }),
    ApproximateNumberOfMessagesMoved: task.moved,
    ApproximateNumberOfMessagesToMove: task.total,
    ...(task.failure && { FailureReason: task.failure }),
    StartedTimestamp: task.started_at,
  };
}
