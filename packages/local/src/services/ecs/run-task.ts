import { randomUUID } from "node:crypto";
import type { RunTaskCommandInput } from "@aws-sdk/client-ecs";
import { arn, type Cloud } from "../../cloud.ts";
import { AwsError } from "../../error.ts";
import { operation } from "../../service.ts";
import type { Definition, Definitions } from "./definitions.ts";
import { describe } from "./describe.ts";
import { invalidParameter } from "./errors.ts";
import type { Runner } from "./runner.ts";
import type { TaskRecord, Tasks } from "./tasks.ts";

const MOST_AT_ONCE = 10;
/** How many tasks of a cluster can wait in PROVISIONING. */
const MOST_WAITING = 500;
const NO_CAPACITY = "Capacity is unavailable at this time. Please try again later or in a different availability zone";
/** Of all overrides as JSON, in characters. */
const LONGEST_OVERRIDES = 8192;

/** RunTask: checks what is asked for and accepts it; the tasks start when there is room for them. */
export function runTask(cloud: Cloud, definitions: Definitions, tasks: Tasks, runner: Runner) {
  const definitionOf = (reference: string | undefined) => definitions.get(reference, "TaskDefinition not found.");

  return operation({
    permissions({ cluster, taskDefinition, overrides }: RunTaskCommandInput) {
      const { described } = definitionOf(taskDefinition);
      const roles = [
        overrides?.taskRoleArn ?? described.taskRoleArn,
        overrides?.executionRoleArn ?? described.executionRoleArn,
      ];
      const inCluster = { "ecs:cluster": definitions.clusterArn(cluster) };
      const passed = { "iam:PassedToService": "ecs-tasks.amazonaws.com" };
      return [
        { action: "ecs:RunTask", resource: described.taskDefinitionArn, context: inCluster },
        ...roles.flatMap((role) => (role ? [{ action: "iam:PassRole", resource: role, context: passed }] : [])),
      ];
    },

    run(input: RunTaskCommandInput) {
      const clusterArn = definitions.cluster(input.cluster);
      const definition = definitionOf(input.taskDefinition);
      check(input, definition);
      const { clientToken, count = 1 } = input;
      const request = JSON.stringify(input);
      const known = clientToken === undefined ? [] : tasks.withToken(clusterArn, clientToken);
      if (known.some((task) => task.request !== request))
        throw new AwsError("ConflictException", `The client token ${clientToken} was used for another request.`);
      if (known.length > 0) return { tasks: known.map(describe), failures: [] };
      const room = Math.min(count, Math.max(0, MOST_WAITING - tasks.count(clusterArn, ["PROVISIONING"])));
      const accepted = Array.from({ length: room }, () => accept(clusterArn, definition, input, request));
      const failures = Array.from({ length: count - room }, () => ({ reason: NO_CAPACITY }));
      return { tasks: accepted.map(describe), failures };
    },
  });

  function accept(
    clusterArn: string,
    definition: Definition,
    { overrides = {}, startedBy, group, tags = [], clientToken }: RunTaskCommandInput,
    request: string,
  ): TaskRecord {
    const id = randomUUID().replaceAll("-", "");
    const cluster = clusterArn.slice(clusterArn.lastIndexOf("/") + 1);
    const task: TaskRecord = {
      ...{ id, clusterArn, definition, overrides, status: "PROVISIONING", desiredStatus: "RUNNING", version: 1 },
      arn: arn(cloud.place, "ecs", `task/${cluster}/${id}`),
      runtimeId: String(Math.floor(Math.random() * 1e10)),
      ...(startedBy && { startedBy }),
      group: group ?? `family:${definition.described.family}`,
      tags: tags.map(({ key = "", value = "" }) => ({ key, value })),
      ...(clientToken && { clientToken, request }),
      createdAt: Date.now(),
    };
    tasks.create(task);
    runner.enter(task);
    return task;
  }
}

function check(input: RunTaskCommandInput, { described }: Definition): void {
  const { count = 1, launchType, networkConfiguration, overrides } = input;
  if (!Number.isInteger(count) || count < 1 || count > MOST_AT_ONCE)
    throw invalidParameter(`count must be 1 to ${MOST_AT_ONCE}.`);
  if (launchType && launchType !== "FARGATE")
    throw invalidParameter("No Container Instances were found in your cluster.");
  if (described.networkMode === "awsvpc" && !networkConfiguration?.awsvpcConfiguration?.subnets?.length)
    throw invalidParameter("Network Configuration must be provided when networkMode 'awsvpc' is specified.");
  if (JSON.stringify(overrides ?? {}).length > LONGEST_OVERRIDES)
    throw invalidParameter(`Container Overrides length must be at most ${LONGEST_OVERRIDES}`);
  const names = new Set(described.containerDefinitions?.map(({ name }) => name));
  for (const { name } of overrides?.containerOverrides ?? [])
    if (!names.has(name))
      throw invalidParameter(`Override for container named ${name} is not a container in the TaskDefinition.`);
}
