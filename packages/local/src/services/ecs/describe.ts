import type { Task } from "@aws-sdk/client-ecs";
import type { TaskRecord } from "./tasks.ts";

/** Where Fargate puts tasks when nothing is said: its current platform for Linux. */
const PLATFORM = { platformFamily: "Linux", platformVersion: "1.4.0" };
const EPHEMERAL_GIB = 20;

/** A task as ECS tells it. */
export function describe(task: TaskRecord): Task {
  const { described } = task.definition;
  const region = task.arn.split(":")[3];
  return {
    attachments: [],
    attributes: [{ name: "ecs.cpu-architecture", value: described.runtimePlatform?.cpuArchitecture?.toLowerCase() }],
    availabilityZone: `${region}a`,
    clusterArn: task.clusterArn,
    connectivity: task.status === "PROVISIONING" ? "DISCONNECTED" : "CONNECTED",
    ...(task.pendingAt !== undefined && { connectivityAt: new Date(task.pendingAt) }),
    containers: [containerOf(task)],
    cpu: task.overrides.cpu ?? described.cpu,
    memory: task.overrides.memory ?? described.memory,
    createdAt: new Date(task.createdAt),
    desiredStatus: task.desiredStatus,
    enableExecuteCommand: false,
    ephemeralStorage: { sizeInGiB: described.ephemeralStorage?.sizeInGiB ?? EPHEMERAL_GIB },
    group: task.group,
    healthStatus: "UNKNOWN",
    inferenceAccelerators: [],
    lastStatus: task.status,
    launchType: "FARGATE",
    overrides: { containerOverrides: [], inferenceAcceleratorOverrides: [], ...task.overrides },
    ...PLATFORM,
    ...times(task),
    ...(task.startedBy && { startedBy: task.startedBy }),
    ...(task.stopCode && { stopCode: task.stopCode }),
    ...(task.stoppedReason && { stoppedReason: task.stoppedReason }),
    tags: [...task.tags],
    taskArn: task.arn,
    taskDefinitionArn: described.taskDefinitionArn,
    version: task.version,
  };
}

function times({ pendingAt, startedAt, stoppingAt, stoppedAt }: TaskRecord): Partial<Task> {
  return {
    ...(pendingAt !== undefined && { pullStartedAt: new Date(pendingAt) }),
    ...(startedAt !== undefined && { pullStoppedAt: new Date(startedAt), startedAt: new Date(startedAt) }),
    ...(stoppingAt !== undefined && { stoppingAt: new Date(stoppingAt) }),
    ...(stoppedAt !== undefined && { executionStoppedAt: new Date(stoppedAt), stoppedAt: new Date(stoppedAt) }),
  };
}

function containerOf({
  arn,
  clusterArn,
  id,
  definition,
  ...task
}: TaskRecord): NonNullable<Task["containers"]>[number] {
  const { container } = definition;
  const cluster = clusterArn.slice(clusterArn.lastIndexOf("/") + 1);
  const prefix = arn.slice(0, arn.indexOf(":task/"));
  return {
    containerArn: `${prefix}:container/${cluster}/${id}/${task.runtimeId}`,
    cpu: String(container.cpu ?? 0),
    ...(container.memory !== undefined && { memory: String(container.memory) }),
    ...(task.exitCode !== undefined && { exitCode: task.exitCode }),
    image: container.image,
    lastStatus: task.status === "PROVISIONING" ? "PENDING" : task.status,
    name: container.name,
    networkBindings: [],
    networkInterfaces: [],
    ...(task.containerReason && { reason: task.containerReason }),
    ...(task.status !== "PROVISIONING" && { runtimeId: `${id}-${task.runtimeId}` }),
    taskArn: arn,
  };
}
