import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { promisify } from "node:util";
import { CloudWatchLogsClient, GetLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import {
  DescribeClustersCommand,
  DescribeTaskDefinitionCommand,
  DescribeTasksCommand,
  ListTasksCommand,
  StopTaskCommand,
  type Task,
} from "@aws-sdk/client-ecs";
import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from "@aws-sdk/client-eventbridge";
import { SQSClient } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testProject } from "../../lambda/test-project.ts";
import { readLogs } from "../../operator/logs.ts";
import { nextMessage, openQueue, queueArn } from "../events/testing.ts";
import { CORES } from "./runner.ts";
import { CLUSTER, CLUSTER_ARN, DEFINITION_ARN, FAMILY, LOG_GROUP, request, TaskCloud } from "./testing.ts";

const run = promisify(execFile);
const aws = await run("aws", ["--version"]).then(
  () => true,
  () => false,
);

const PROGRAM = `
import { writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
const { DO = "say", GREETING, TMPDIR, SST_RESOURCE_App, SST_RESOURCE_Media, AWS_EXECUTION_ENV } = process.env;
const tell = (what) => console.log(JSON.stringify(what));
process.on("SIGTERM", () => {
  tell({ got: "SIGTERM" });
  if (DO !== "stay") process.exit(7);
});
tell({ GREETING, app: JSON.parse(SST_RESOURCE_App).name, media: SST_RESOURCE_Media && JSON.parse(SST_RESOURCE_Media).name });
tell({ args: process.argv.slice(2), AWS_EXECUTION_ENV });
if (DO === "write") { writeFileSync(TMPDIR + "/part", "x"); tell({ TMPDIR }); }
if (DO === "fail") process.exit(3);
if (DO === "eat") { globalThis.eaten = []; for (;;) { globalThis.eaten.push(Buffer.alloc(2 ** 24, 1)); await sleep(20); } }
if (DO === "wait" || DO === "stay") await sleep(60_000);
if (DO === "list") {
  const { ECSClient, DescribeClustersCommand, ListTasksCommand } = await import(process.env.SDK);
  const client = new ECSClient({});
  const ask = (command) => client.send(command).then(({ taskArns, clusters }) => (taskArns ?? clusters).length, ({ name }) => name);
  tell({ listed: await ask(new ListTasksCommand({ cluster: "jobs" })) });
  tell({ described: await ask(new DescribeClustersCommand({ clusters: ["jobs"] })) });
}
`;

const project = testProject({ "worker.mjs": PROGRAM });
let jobs: TaskCloud;
beforeAll(async () => {
  jobs = await TaskCloud.start({
    root: project.root,
    command: "node worker.mjs --own",
    container: { stopTimeout: 2 },
    statements: [{ Effect: "Allow", Action: "ecs:ListTasks", Resource: "*" }],
    links: { Media: { name: "media-bucket", type: "sst.aws.Bucket" } },
    resources: [openQueue("inbox")],
  });
});
afterAll(async () => {
  await jobs.cloud.stop();
  project.remove();
});

const idOf = ({ taskArn = "" }: Task) => taskArn.slice(taskArn.lastIndexOf("/") + 1);

async function printed(task: Task): Promise<Record<string, unknown>[]> {
  const logs = new CloudWatchLogsClient(jobs.cloud.clientConfig);
  const logStreamName = `/service/Worker/${idOf(task)}`;
  const input = { logGroupName: LOG_GROUP, logStreamName, startFromHead: true };
  const { events = [] } = await logs.send(new GetLogEventsCommand(input));
  return events.map(({ message = "" }) => JSON.parse(message));
}

describe("a task", () => {
  it("is accepted, runs the task's program with its environment and logs, and stops with the exit code", async () => {
    const accepted = await jobs.run({ GREETING: "good day" }, { startedBy: "a test" });
    expect(accepted).toMatchObject({
      ...{ clusterArn: CLUSTER_ARN, taskDefinitionArn: DEFINITION_ARN, lastStatus: "PROVISIONING", version: 1 },
      ...{ desiredStatus: "RUNNING", launchType: "FARGATE", startedBy: "a test", group: `family:${FAMILY}` },
      ...{ cpu: "256", memory: "512", createdAt: expect.any(Date) },
      containers: [{ name: "Worker", lastStatus: "PENDING", image: "registry/worker@sha256:0" }],
    });
    const ended = await jobs.until(accepted, "STOPPED");
    expect(ended).toMatchObject({
      ...{ desiredStatus: "STOPPED", stopCode: "EssentialContainerExited" },
      stoppedReason: "Essential container in task exited",
      containers: [{ exitCode: 0, lastStatus: "STOPPED" }],
      ...{ startedAt: expect.any(Date), stoppedAt: expect.any(Date) },
    });
    expect(await printed(ended)).toEqual([
      { GREETING: "good day", app: "test", media: "media-bucket" },
      { args: ["--own"], AWS_EXECUTION_ENV: "AWS_ECS_FARGATE" },
    ]);
  });

  it("is heard by the operator, by its name", async () => {
    await jobs.ended({ GREETING: "operator" });
    const { endpoint, region, credentials } = jobs.cloud;
    const lines = readLogs({ endpoint, region, ...credentials }, { since: 0, function: "Worker", follow: false });
    const told = [];
    for await (const line of lines) told.push(line);
    expect(told).toContainEqual(
      expect.objectContaining({ functionName: "Worker", message: expect.stringContaining('"GREETING":"operator"') }),
    );
  });

  it("hands an override's command to its program", async () => {
    const overrides = { containerOverrides: [{ name: "Worker", command: ["one", "two words"] }] };
    const ended = await jobs.ended({}, { overrides });
    expect((await printed(ended))[1]).toMatchObject({ args: ["--own", "one", "two words"] });
  });

  it("stops with the exit code of a program that failed", async () => {
    expect(await jobs.ended({ DO: "fail" })).toMatchObject({
      stopCode: "EssentialContainerExited",
      containers: [{ exitCode: 3 }],
    });
  });

  it("has a folder of its own while it runs, which goes with it", async () => {
    const ended = await jobs.ended({ DO: "write" });
    const folder = (await printed(ended))[2]?.TMPDIR as string;
    expect(folder).toContain(jobs.cloud.directory);
    await expect.poll(() => existsSync(folder)).toBe(false);
  });

  it("is killed when it takes more memory than it has", async () => {
    expect(await jobs.ended({ DO: "eat" })).toMatchObject({
      stopCode: "EssentialContainerExited",
      containers: [{ exitCode: 137, reason: "OutOfMemoryError: Container killed due to memory usage" }],
    });
  });

  it("acts with its role's rights, and no others", async () => {
    const SDK = import.meta.resolve("@aws-sdk/client-ecs");
    const ended = await jobs.ended({ DO: "list", SDK });
    expect((await printed(ended)).slice(2)).toEqual([{ listed: 1 }, { described: "AccessDeniedException" }]);
  });
});

describe("tasks of several cores", () => {
  const large = (DO: string) => jobs.run({ DO }, { overrides: { ...request({ DO }).overrides, cpu: `${CORES} vCPU` } });
  const stop = (task: Task) => jobs.client.send(new StopTaskCommand({ cluster: CLUSTER, task: task.taskArn }));

  it("wait for each other, and the one that waits can be stopped", async () => {
    const first = await jobs.until(await large("wait"), "RUNNING");
    const [second, third] = [await large("wait"), await large("say")];
    await stop(second);
    expect(await jobs.until(second, "STOPPED")).not.toHaveProperty("startedAt");
    expect(await jobs.describe(third)).toMatchObject({ lastStatus: "PROVISIONING" });
    await stop(first);
    expect(await jobs.until(third, "STOPPED")).toMatchObject({ containers: [{ exitCode: 0 }] });
  });
});

describe("StopTask", () => {
  it("asks the program to end, and tells who asked", async () => {
    const task = await jobs.until(await jobs.run({ DO: "wait" }), "RUNNING");
    await expect.poll(() => printed(task).catch(() => []), { timeout: 20_000 }).toHaveLength(2);
    const stop = new StopTaskCommand({ cluster: CLUSTER, task: idOf(task), reason: "enough" });
    const { task: stopping } = await jobs.client.send(stop);
    expect(stopping).toMatchObject({ lastStatus: "RUNNING", desiredStatus: "STOPPED", stoppedReason: "enough" });
    expect(await jobs.until(task, "STOPPED")).toMatchObject({
      ...{ stopCode: "UserInitiated", stoppedReason: "enough" },
      containers: [{ exitCode: 7 }],
    });
    expect((await printed(task)).at(-1)).toEqual({ got: "SIGTERM" });
  });

  it("kills a program that stays beyond its stop timeout", async () => {
    const task = await jobs.until(await jobs.run({ DO: "stay" }), "RUNNING");
    await expect.poll(() => printed(task).catch(() => []), { timeout: 20_000 }).toHaveLength(2);
    const askedAt = Date.now();
    await jobs.client.send(new StopTaskCommand({ cluster: CLUSTER, task: task.taskArn }));
    expect(await jobs.until(task, "STOPPED")).toMatchObject({
      ...{ stopCode: "UserInitiated", stoppedReason: "Task stopped by user" },
      containers: [{ exitCode: 137 }],
    });
    expect((await printed(task)).at(-1)).toEqual({ got: "SIGTERM" });
    expect(Date.now() - askedAt).toBeGreaterThanOrEqual(2000);
  });
});

it("announces each state on the default bus", async () => {
  const events = new EventBridgeClient(jobs.cloud.clientConfig);
  const EventPattern = JSON.stringify({
    source: ["aws.ecs"],
    "detail-type": ["ECS Task State Change"],
    detail: { startedBy: ["announced"] },
  });
  await events.send(new PutRuleCommand({ Name: "tasks", EventPattern }));
  await events.send(new PutTargetsCommand({ Rule: "tasks", Targets: [{ Id: "1", Arn: queueArn("inbox") }] }));
  const { taskArn } = await jobs.run({}, { startedBy: "announced" });
  const told = [];
  const sqs = new SQSClient(jobs.cloud.clientConfig);
  for (let count = 0; count < 4; count++) {
    const message = await nextMessage(sqs, jobs.cloud.endpoint, "inbox");
    told.push(JSON.parse(message?.Body ?? ""));
  }
  expect(told.map(({ detail }) => detail.lastStatus)).toEqual(["PROVISIONING", "PENDING", "RUNNING", "STOPPED"]);
  expect(told[3]).toMatchObject({
    resources: [taskArn],
    detail: {
      ...{ clusterArn: CLUSTER_ARN, taskArn, stopCode: "EssentialContainerExited", version: 4 },
      containers: [{ exitCode: 0, name: "Worker" }],
      stoppedAt: expect.stringMatching(/^\d{4}-.*Z$/),
    },
  });
});

describe("requests", () => {
  it("that are made twice with one token start one task", async () => {
    const clientToken = "the-same-request-made-twice-by-one-client";
    const first = await jobs.run({}, { clientToken });
    expect((await jobs.run({}, { clientToken })).taskArn).toBe(first.taskArn);
    await expect(jobs.run({ OTHER: "1" }, { clientToken })).rejects.toMatchObject({ name: "ConflictException" });
    await jobs.until(first, "STOPPED");
  });

  it.each([
    ["another cluster", { cluster: "others" }, "ClusterNotFoundException"],
    ["another definition", { taskDefinition: "others" }, "ClientException"],
    ["no network", { networkConfiguration: undefined }, "InvalidParameterException"],
    ["eleven tasks", { count: 11 }, "InvalidParameterException"],
    ["another container", { overrides: { containerOverrides: [{ name: "Other" }] } }, "InvalidParameterException"],
    ["long overrides", request({ LONG: "x".repeat(8192) }), "InvalidParameterException"],
  ])("for %s are refused", async (_what, input, name) => {
    await expect(jobs.run({}, input)).rejects.toMatchObject({ name });
  });

  it("list and describe tasks, definitions and clusters", async () => {
    const task = await jobs.until(await jobs.run({ DO: "wait" }, { startedBy: "lister" }), "RUNNING");
    const list = async (input: object) =>
      (await jobs.client.send(new ListTasksCommand({ cluster: CLUSTER, startedBy: "lister", ...input }))).taskArns;
    expect(await list({})).toEqual([task.taskArn]);
    expect(await list({ desiredStatus: "STOPPED" })).toEqual([]);
    const { clusters } = await jobs.client.send(new DescribeClustersCommand({ clusters: [CLUSTER] }));
    expect(clusters).toMatchObject([{ clusterName: CLUSTER, status: "ACTIVE", runningTasksCount: 1 }]);
    await jobs.client.send(new StopTaskCommand({ cluster: CLUSTER, task: task.taskArn }));
    await jobs.until(task, "STOPPED");
    expect(await list({ desiredStatus: "STOPPED" })).toEqual([task.taskArn]);
    const missing = await jobs.client.send(new DescribeTasksCommand({ cluster: CLUSTER, tasks: ["none"] }));
    expect(missing).toMatchObject({ tasks: [], failures: [{ reason: "MISSING" }] });
    const described = await jobs.client.send(new DescribeTaskDefinitionCommand({ taskDefinition: FAMILY }));
    expect(described.taskDefinition).toMatchObject({
      ...{ family: FAMILY, revision: 1, status: "ACTIVE", taskDefinitionArn: DEFINITION_ARN },
      containerDefinitions: [{ name: "Worker", essential: true }],
    });
  });
});

it.skipIf(!aws)(
  "serves the AWS CLI",
  async () => {
    const env = { ...process.env, ...jobs.cloud.env };
    const ecs = async (...args: string[]) =>
      JSON.parse((await run("aws", ["ecs", ...args, "--output", "json"], { env })).stdout);
    const network = "awsvpcConfiguration={subnets=[subnet-1]}";
    const from = ["--cluster", CLUSTER, "--task-definition", FAMILY, "--network-configuration", network];
    const { tasks } = await ecs("run-task", ...from);
    await jobs.until(tasks[0], "STOPPED");
    const described = await ecs("describe-tasks", "--cluster", CLUSTER, "--tasks", tasks[0].taskArn);
    expect(described.tasks).toMatchObject([{ lastStatus: "STOPPED", containers: [{ exitCode: 0 }] }]);
  },
  60_000,
);

describe("a task that cannot start", () => {
  it.each([
    ["has no program", {}, /^CannotStartContainerError: .* dev: \{ command/],
    [
      "may not write its log",
      { command: "true", managedPolicyArns: [] },
      /^ResourceInitializationError: .*logs:CreateLogStream/,
    ],
    [
      "wants secrets",
      { command: "true", container: { secrets: [{ name: "A", valueFrom: "arn" }] } },
      /^ResourceInitializationError: secrets/,
    ],
  ])("because it %s says so", async (_why, fixture, reason) => {
    const other = await TaskCloud.start({ root: project.root, ...fixture });
    expect(await other.ended()).toMatchObject({
      stopCode: "TaskFailedToStart",
      stoppedReason: expect.stringMatching(reason),
    });
    await other.cloud.stop();
  });
});
