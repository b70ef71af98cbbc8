import { createHash } from "node:crypto";
import type { Task as EcsTask } from "@aws-sdk/client-ecs";
import type { Cloud } from "../../../cloud.ts";
import { AwsError } from "../../../error.ts";
import type { Outcome } from "../decide/move.ts";
import type { Submitted } from "../engine/turn.ts";
import { StateFailure } from "../failure.ts";
import { isObject, type Json, type JsonObject } from "../json.ts";
import type { TaskCall } from "./call.ts";
import { toCamelCase, toPascalCase } from "./casing.ts";

const TASK_ARN = /^arn:aws:ecs:[^:]*:\d+:task\/([^/]+)\//;

export const isTaskArn = (arn: string): boolean => TASK_ARN.test(arn);

/** The cluster's name is in a task's ARN. */
const target = (taskArn: string) => ({ cluster: TASK_ARN.exec(taskArn)?.[1] });

interface Answer {
  readonly tasks: readonly EcsTask[];
  readonly failures: readonly { readonly reason: string }[];
}

/** Runs a task of ECS. The same call, made again after a crash, finds the task that it has started. */
export async function callRunTask(cloud: Cloud, call: TaskCall): Promise<Outcome | Submitted> {
  const { arguments: given, resource, roleArn, executionName, callId, signal } = call;
  if (!isObject(given)) throw new StateFailure("States.Runtime", "Arguments of ecs:runTask must be an object");
  const input = {
    startedBy: "AWS Step Functions",
    clientToken: createHash("sha256").update(callId).digest("hex"),
    ...(toCamelCase(given) as JsonObject),
  };
  const principal = { kind: "role", arn: roleArn, session: executionName } as const;
  const answer = await cloud.call<Answer>(principal, "ecs", "RunTask", input, signal);
  const output = JSON.stringify(toPascalCase(toJson(answer)));
  if (resource.pattern === "response") return { kind: "succeeded", output };
  // Whoever waits for the task has nothing to wait for; whoever does not looks at the failures himself.
  const reasons = answer.failures.map(({ reason }) => reason);
  if (reasons.length > 0) throw new StateFailure("ECS.AmazonECSException", `Reasons=[${reasons.join(", ")}]`);
  const [task] = answer.tasks;
  return { kind: "submitted", output, ...(resource.pattern === "sync" && { awaits: task?.taskArn }) };
}

/** What became of a task that a state waits for; undefined while it runs. The result, or the cause, is the task itself. */
export async function outcomeOfTask(cloud: Cloud, taskArn: string): Promise<Outcome | undefined> {
  const input = { ...target(taskArn), tasks: [taskArn] };
  const { tasks } = await cloud.call<{ tasks: EcsTask[] }>({ kind: "operator" }, "ecs", "DescribeTasks", input);
  const [task] = tasks;
  if (!task) return failed(`Task ${taskArn} does not exist any more`);
  if (task.lastStatus !== "STOPPED") return undefined;
  const output = JSON.stringify(toPascalCase(toJson(task)));
  const isDone =
    task.stopCode === "EssentialContainerExited" && task.containers?.every(({ exitCode }) => exitCode === 0);
  return isDone ? { kind: "succeeded", output } : failed(output);
}

const failed = (cause: string): Outcome => ({ kind: "failed", failure: { error: "States.TaskFailed", cause } });

/** Durable errand: stop a task that a state waited for and no longer wants. */
export const STOP_TASK = "states.stop_task";

export interface StopTask {
  readonly taskArn: string;
  readonly roleArn: string;
  readonly executionName: string;
}

/** With the machine's rights, as on AWS: without them the task goes on, and whoever runs this is told. */
export function registerStopTask(cloud: Cloud): void {
  cloud.agenda.register<StopTask>(STOP_TASK, async ({ payload: { taskArn, roleArn, executionName } }) => {
    const principal = { kind: "role", arn: roleArn, session: executionName } as const;
    const reason = `The execution ${executionName} no longer waits for it`;
    try {
      await cloud.call(principal, "ecs", "StopTask", { ...target(taskArn), task: taskArn, reason });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      cloud.journal.error("states.stop_task", error, { task: taskArn });
    }
  });
}

/** Times are in epoch milliseconds, as Step Functions tells them of ECS. */
function toJson(value: unknown): Json {
  if (value instanceof Date) return value.getTime();
  if (Array.isArray(value)) return value.map(toJson);
  if (typeof value !== "object" || value === null) return value as Json;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(members.map(([key, member]) => [key, toJson(member)]));
}
