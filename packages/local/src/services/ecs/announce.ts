import type { Cloud } from "../../cloud.ts";
import { describe } from "./describe.ts";
import type { TaskRecord } from "./tasks.ts";

const KIND = "ecs.event";

/** Tells EventBridge how a task stands; to be called in the same turn as the state move, which it becomes durable with. */
export type Announce = (task: TaskRecord) => void;

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_task_events.html */
export function announcer(cloud: Cloud): Announce {
  // One after the other: who listens sees a task's states in their order.
  cloud.agenda.register<{ arn: string; detail: object; time: string }>(
    KIND,
    async ({ payload: { arn, detail, time } }) => {
      const principal = { kind: "service", service: "ecs.amazonaws.com", sourceArn: arn } as const;
      const entry = {
        Source: "aws.ecs",
        DetailType: "ECS Task State Change",
        Time: Date.parse(time) / 1000,
        Resources: [arn],
        Detail: JSON.stringify(detail),
      };
      await cloud.call(principal, "events", "PutEvents", { Entries: [entry] });
    },
    1,
  );
  return (task) => {
    const time = new Date().toISOString();
    // Neither tags nor health are in events.
    const { tags: _, healthStatus: __, ...detail } = describe(task);
    cloud.agenda.put(KIND, `${task.id}/${task.version}`, {
      arn: task.arn,
      time,
      detail: { ...detail, updatedAt: time },
    });
  };
}
