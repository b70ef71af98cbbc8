import { existsSync } from "node:fs";
import path from "node:path";
import type { ContainerOverride } from "@aws-sdk/client-ecs";
import type { Cloud } from "../../cloud.ts";
import type { LogSink } from "../../lambda/log-sink.ts";
import { blankEnvironment } from "../../lambda/worker-environment.ts";
import { ContainerProcess } from "./container-process.ts";
import { StartFailure } from "./errors.ts";
import type { TaskRecord } from "./tasks.ts";

/** Starts the program of a task's container; `scratch` is its own folder. Throws StartFailure. */
export function startContainer(cloud: Cloud, logs: LogSink, task: TaskRecord, scratch: string): ContainerProcess {
  const { container, described, program, directory } = task.definition;
  const override = task.overrides.containerOverrides?.find(({ name }) => name === container.name);
  if (!program) {
    throw new StartFailure(
      "CannotStartContainerError",
      `${container.name} of ${described.family} has no program for this machine: give its sst.aws.Task dev: { command: "..." }`,
    );
  }
  const cwd = path.resolve(cloud.place.root, directory);
  if (!existsSync(cwd))
    throw new StartFailure("CannotStartContainerError", `There is no directory ${cwd} to run it in`);
  const memory = override?.memory ?? container.memory ?? Number(task.overrides.memory ?? described.memory);
  return new ContainerProcess({
    command: [...program, ...(override?.command ?? container.command ?? [])],
    cwd,
    env: environmentOf(cloud, task, override, scratch),
    memoryMegabytes: memory,
    onLog: logOf(cloud, logs, task),
  });
}

/** What the image's environment would be, the definition's, the override's, and at last what Fargate sets. */
function environmentOf(
  cloud: Cloud,
  { id, definition, overrides }: TaskRecord,
  override: ContainerOverride | undefined,
  scratch: string,
): Record<string, string> {
  const { container, described, links } = definition;
  const { app, stage, region } = cloud.place;
  if ((container.secrets ?? []).length > 0 || (container.environmentFiles ?? []).length > 0)
    throw new StartFailure(
      "ResourceInitializationError",
      "secrets and environment files are not served on this machine",
    );
  const role = overrides.taskRoleArn ?? described.taskRoleArn;
  const keys = role ? cloud.credentialsOf({ kind: "role", arn: role, session: id }) : undefined;
  const { PATH = "", ...inherited } = blankEnvironment();
  return {
    ...inherited,
    // The same Node.js as everything else here.
    PATH: `${path.dirname(process.execPath)}${path.delimiter}${PATH}`,
    HOME: scratch,
    TMPDIR: scratch,
    SST_RESOURCE_App: JSON.stringify({ name: app, stage }),
    ...links,
    ...variables(container.environment),
    ...variables(override?.environment),
    AWS_ENDPOINT_URL: cloud.place.endpoint(),
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EXECUTION_ENV: "AWS_ECS_FARGATE",
    ...(keys && { AWS_ACCESS_KEY_ID: keys.accessKeyId, AWS_SECRET_ACCESS_KEY: keys.secretAccessKey }),
  };
}

const variables = (pairs: ContainerOverride["environment"] = []): Record<string, string> =>
  Object.fromEntries(pairs.flatMap(({ name, value }) => (name === undefined ? [] : [[name, value ?? ""]])));

/** Writes to CloudWatch Logs as the awslogs driver does: with the rights of the execution role, a line an event. */
function logOf(cloud: Cloud, logs: LogSink, { id, definition }: TaskRecord) {
  const { container, described } = definition;
  const { logDriver, options = {} } = container.logConfiguration ?? {};
  const group = options["awslogs-group"];
  if (logDriver !== "awslogs" || !group) return () => {};
  const stream = [options["awslogs-stream-prefix"], container.name, id].filter(Boolean).join("/");
  const resource = `arn:aws:logs:${cloud.place.region}:${cloud.place.account}:log-group:${group}:log-stream:${stream}`;
  const actions = ["logs:CreateLogStream", "logs:PutLogEvents"];
  const permissions = actions.map((action) => ({ action, resource }));
  try {
    const execution = { kind: "role", arn: described.executionRoleArn ?? "", session: id } as const;
    cloud.authorize(execution, permissions);
  } catch (error) {
    throw new StartFailure(
      "ResourceInitializationError",
      `failed to validate logger args: ${(error as Error).message}`,
    );
  }
  return ({ timestamp, message }: { timestamp: number; message: string }) => {
    const line = message.replace(/\r?\n$/, "");
    if (line) logs.append(group, stream, [{ timestamp, message: line }]);
  };
}
