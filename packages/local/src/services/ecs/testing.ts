import { setTimeout as sleep } from "node:timers/promises";
import {
  DescribeTasksCommand,
  ECSClient,
  RunTaskCommand,
  type RunTaskCommandInput,
  type Task,
} from "@aws-sdk/client-ecs";
import type { Graph, Resource } from "../../graph/resources.ts";
import { startTestCloud, type TestCloud } from "../../testing.ts";

export const ACCOUNT = "000000000000";
export const CLUSTER = "jobs";
export const CLUSTER_ARN = `arn:aws:ecs:us-east-1:${ACCOUNT}:cluster/${CLUSTER}`;
export const FAMILY = "jobs-Worker";
export const DEFINITION_ARN = `arn:aws:ecs:us-east-1:${ACCOUNT}:task-definition/${FAMILY}:1`;
export const LOG_GROUP = "/sst/cluster/jobs/Worker";
export const TASK_ROLE = `arn:aws:iam::${ACCOUNT}:role/worker`;
export const EXECUTION_ROLE = `arn:aws:iam::${ACCOUNT}:role/worker-execution`;

interface Fixture {
  /** The project's root. */
  readonly root: string;
  readonly command?: string;
  /** Of the container's definition. */
  readonly container?: object;
  readonly memory?: string;
  /** What the program may do. */
  readonly statements?: readonly object[];
  readonly managedPolicyArns?: readonly string[];
  readonly links?: Graph["links"];
  readonly resources?: readonly Resource[];
  readonly directory?: string;
}

const EXECUTION_POLICY = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy";

/** A graph with a cluster and a task, as `sst.aws.Cluster` and `sst.aws.Task` make them, named Worker. */
function graphOf(fixture: Fixture): { resources: Resource[]; tasks: NonNullable<Graph["tasks"]> } {
  const { command, container = {}, memory = "512", statements = [], links = {}, resources = [] } = fixture;
  const { managedPolicyArns = [EXECUTION_POLICY] } = fixture;
  const definition = {
    name: "Worker",
    image: "registry/worker@sha256:0",
    environment: [{ name: "GREETING", value: "hello" }],
    logConfiguration: {
      logDriver: "awslogs",
      options: { "awslogs-group": LOG_GROUP, "awslogs-region": "us-east-1", "awslogs-stream-prefix": "/service" },
    },
    ...container,
  };
  const policy = JSON.stringify({ Version: "2012-10-17", Statement: statements });
  return {
    tasks: { WorkerTask: { ...(command && { command }), directory: ".", links: Object.keys(links) } },
    resources: [
      {
        type: "aws:iam/role:Role",
        name: "WorkerTaskRole",
        inputs: { name: "worker", inlinePolicies: statements.length > 0 ? [{ name: "inline", policy }] : [] },
      },
      {
        type: "aws:iam/role:Role",
        name: "WorkerExecutionRole",
        inputs: { name: "worker-execution", managedPolicyArns },
      },
      { type: "aws:cloudwatch/logGroup:LogGroup", name: "WorkerLogGroup", inputs: { name: LOG_GROUP } },
      { type: "aws:ecs/cluster:Cluster", name: "JobsCluster", inputs: { name: CLUSTER } },
      {
        type: "aws:ecs/taskDefinition:TaskDefinition",
        name: "WorkerTask",
        inputs: {
          family: FAMILY,
          cpu: "256",
          memory,
          networkMode: "awsvpc",
          requiresCompatibilities: ["FARGATE"],
          runtimePlatform: { cpuArchitecture: "ARM64", operatingSystemFamily: "LINUX" },
          taskRoleArn: TASK_ROLE,
          executionRoleArn: EXECUTION_ROLE,
          containerDefinitions: JSON.stringify([definition]),
        },
      },
      ...resources,
    ],
  };
}

/** A cloud with one task that can be run, and a client that runs it. */
export class TaskCloud {
  readonly cloud: TestCloud;
  readonly client: ECSClient;

  private constructor(cloud: TestCloud) {
    this.cloud = cloud;
    this.client = new ECSClient(cloud.clientConfig);
  }

  static async start(fixture: Fixture): Promise<TaskCloud> {
    const { root, directory, links = {} } = fixture;
    return new TaskCloud(await startTestCloud({ root, links, ...(directory && { directory }), ...graphOf(fixture) }));
  }

  async run(environment: Record<string, string> = {}, input: Partial<RunTaskCommandInput> = {}): Promise<Task> {
    const { tasks } = await this.client.send(new RunTaskCommand({ ...request(environment), ...input }));
    return tasks?.[0] ?? {};
  }

  async describe({ taskArn = "" }: Task): Promise<Task> {
    const { tasks } = await this.client.send(new DescribeTasksCommand({ cluster: CLUSTER, tasks: [taskArn] }));
    return tasks?.[0] ?? {};
  }

  async until(task: Task, status: "RUNNING" | "STOPPED"): Promise<Task> {
    for (;;) {
      const found = await this.describe(task);
      if (found.lastStatus === status) return found;
      if (found.lastStatus === "STOPPED") throw new Error(`It stopped: ${found.stoppedReason}`);
      await sleep(20);
    }
  }

  async ended(environment: Record<string, string> = {}, input: Partial<RunTaskCommandInput> = {}): Promise<Task> {
    return this.until(await this.run(environment, input), "STOPPED");
  }
}

/** What a RunTask asks for. */
export const request = (environment: Record<string, string> = {}): RunTaskCommandInput => ({
  cluster: CLUSTER_ARN,
  taskDefinition: DEFINITION_ARN,
  launchType: "FARGATE",
  networkConfiguration: { awsvpcConfiguration: { subnets: ["subnet-1"], assignPublicIp: "ENABLED" } },
  overrides: {
    containerOverrides: [
      { name: "Worker", environment: Object.entries(environment).map(([name, value]) => ({ name, value })) },
    ],
  },
});
