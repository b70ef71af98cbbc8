import type {
  DescribeClustersCommandInput,
  DescribeTaskDefinitionCommandInput,
  DescribeTasksCommandInput,
  ListTasksCommandInput,
  StopTaskCommandInput,
} from "@aws-sdk/client-ecs";
import { operation } from "../../service.ts";
import type { Definitions } from "./definitions.ts";
import { describe } from "./describe.ts";
import { invalidParameter } from "./errors.ts";
import type { Runner } from "./runner.ts";
import type { Tasks } from "./tasks.ts";

const MOST_DESCRIBED = 100;

/** The operations on tasks that are there, and on what they are made from. */
export function taskOperations(definitions: Definitions, tasks: Tasks, runner: Runner) {
  const inCluster = (cluster: string | undefined) => ({ "ecs:cluster": definitions.clusterArn(cluster) });
  /** Of a task by its id or ARN. */
  const arnOf = (cluster: string | undefined, task = "") =>
    task.startsWith("arn:") ? task : `${definitions.clusterArn(cluster).replace(":cluster/", ":task/")}/${task}`;
  const find = (cluster: string | undefined, task: string | undefined) => {
    const arn = arnOf(cluster, task);
    const found = tasks.find(arn.slice(arn.lastIndexOf("/") + 1));
    return found?.arn === arn ? found : undefined;
  };

  return {
    StopTask: operation({
      permissions: ({ cluster, task }: StopTaskCommandInput) => [
        { action: "ecs:StopTask", resource: arnOf(cluster, task), context: inCluster(cluster) },
      ],
      run({ cluster, task, reason = "Task stopped by user" }: StopTaskCommandInput) {
        definitions.cluster(cluster);
        const found = find(cluster, task);
        if (!found) throw invalidParameter("The referenced task was not found.");
        return { task: describe(runner.stop(found, reason)) };
      },
    }),

    DescribeTasks: operation({
      permissions: ({ cluster, tasks: asked = [] }: DescribeTasksCommandInput) =>
        asked.map((task) => ({
          action: "ecs:DescribeTasks",
          resource: arnOf(cluster, task),
          context: inCluster(cluster),
        })),
      run({ cluster, tasks: asked = [], include = [] }: DescribeTasksCommandInput) {
        definitions.cluster(cluster);
        if (asked.length === 0) throw invalidParameter("Tasks cannot be empty.");
        if (asked.length > MOST_DESCRIBED) throw invalidParameter(`Tasks cannot be more than ${MOST_DESCRIBED}.`);
        const looked = asked.map((task) => ({ arn: arnOf(cluster, task), found: find(cluster, task) }));
        return {
          tasks: looked.flatMap(({ found }) =>
            found ? [{ ...describe(found), ...(!include.includes("TAGS") && { tags: [] }) }] : [],
          ),
          failures: looked.flatMap(({ arn, found }) => (found ? [] : [{ arn, reason: "MISSING" }])),
        };
      },
    }),

    ListTasks: operation({
      permissions: ({ cluster }: ListTasksCommandInput) => [
        { action: "ecs:ListTasks", resource: "*", context: inCluster(cluster) },
      ],
      run(input: ListTasksCommandInput) {
        const { desiredStatus = "RUNNING", family, startedBy, maxResults = MOST_DESCRIBED, nextToken = "0" } = input;
        const clusterArn = definitions.cluster(input.cluster);
        if (maxResults < 1 || maxResults > MOST_DESCRIBED)
          throw invalidParameter(`maxResults must be 1 to ${MOST_DESCRIBED}.`);
        if (!/^\d+$/.test(nextToken)) throw invalidParameter(`Invalid token ${nextToken}.`);
        // Nothing here was started by a service or on an instance.
        if (input.serviceName || input.containerInstance) return { taskArns: [] };
        const offset = Number(nextToken);
        const filter = { clusterArn, desiredStatus, family, startedBy, limit: maxResults + 1, offset };
        const found = tasks.list(filter).map(({ arn }) => arn);
        return {
          taskArns: found.slice(0, maxResults),
          ...(found.length > maxResults && { nextToken: String(offset + maxResults) }),
        };
      },
    }),

    DescribeTaskDefinition: operation({
      permissions: () => [{ action: "ecs:DescribeTaskDefinition", resource: "*" }],
      run({ taskDefinition }: DescribeTaskDefinitionCommandInput) {
        const { described } = definitions.get(taskDefinition, "Unable to describe task definition.");
        return { taskDefinition: described, tags: [] };
      },
    }),

    DescribeClusters: operation({
      permissions: ({ clusters = ["default"] }: DescribeClustersCommandInput) =>
        clusters.map((cluster) => ({ action: "ecs:DescribeClusters", resource: definitions.clusterArn(cluster) })),
      run({ clusters = ["default"] }: DescribeClustersCommandInput) {
        const known = new Set(definitions.clusterArns());
        const asked = clusters.map((cluster) => definitions.clusterArn(cluster));
        return {
          clusters: asked.filter((arn) => known.has(arn)).map(describeCluster),
          failures: asked.filter((arn) => !known.has(arn)).map((arn) => ({ arn, reason: "MISSING" })),
        };
      },
    }),
  };

  function describeCluster(clusterArn: string) {
    return {
      clusterArn,
      clusterName: clusterArn.slice(clusterArn.lastIndexOf("/") + 1),
      status: "ACTIVE",
      registeredContainerInstancesCount: 0,
      runningTasksCount: tasks.count(clusterArn, ["RUNNING"]),
      pendingTasksCount: tasks.count(clusterArn, ["PROVISIONING", "PENDING"]),
      activeServicesCount: 0,
      statistics: [],
      tags: [],
      settings: [],
      capacityProviders: ["FARGATE", "FARGATE_SPOT"],
      defaultCapacityProviderStrategy: [],
    };
  }
}
