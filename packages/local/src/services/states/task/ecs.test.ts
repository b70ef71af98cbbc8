import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ListTasksCommand, RunTaskCommand, type Task } from "@aws-sdk/client-ecs";
import { RedriveExecutionCommand, StopExecutionCommand } from "@aws-sdk/client-sfn";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testProject } from "../../../lambda/test-project.ts";
import { CLUSTER_ARN, DEFINITION_ARN, FAMILY, request, TaskCloud } from "../../ecs/testing.ts";
import { parseResource } from "../definition/resource.ts";
import type { Submitted } from "../engine/turn.ts";
import { output, ROLE, role, Workflows } from "../testing.ts";
import { performTask } from "./perform.ts";

const PROGRAM = `
import { existsSync, writeFileSync } from "node:fs";
const { DO, TOKEN: taskToken, SDK, MARK } = process.env;
if (DO === "fail") process.exit(3);
if (DO === "fail once" && !existsSync(MARK)) { writeFileSync(MARK, ""); process.exit(3); }
if (DO === "wait" || (DO === "wait once" && !existsSync(MARK))) {
  if (MARK) writeFileSync(MARK, "");
  setTimeout(() => {}, 60_000);
}
if (taskToken && DO === "answer") {
  const { SFNClient, SendTaskHeartbeatCommand, SendTaskSuccessCommand } = await import(SDK);
  const client = new SFNClient({});
  await client.send(new SendTaskHeartbeatCommand({ taskToken }));
  await client.send(new SendTaskSuccessCommand({ taskToken, output: JSON.stringify({ rendered: 3 }) }));
}
if (taskToken && DO === "refuse") {
  const { SFNClient, SendTaskFailureCommand } = await import(SDK);
  await new SFNClient({}).send(new SendTaskFailureCommand({ taskToken, error: "Fatal", cause: "no frames" }));
}
`;
const SDK = import.meta.resolve("@aws-sdk/client-sfn");

const project = testProject({ "worker.mjs": PROGRAM });
const directory = mkdtempSync(path.join(tmpdir(), "states-ecs-"));
const fixture = {
  ...{ root: project.root, command: "node worker.mjs", resources: [role] },
  statements: [
    {
      Effect: "Allow",
      Action: ["states:SendTaskSuccess", "states:SendTaskFailure", "states:SendTaskHeartbeat"],
      Resource: "arn:aws:states:us-east-1:000000000000:stateMachine:machine-*",
    },
  ],
};

let jobs: TaskCloud;
let workflows: Workflows;
beforeAll(async () => {
  jobs = await TaskCloud.start(fixture);
  workflows = new Workflows(jobs.cloud);
});
afterAll(async () => {
  await jobs.cloud.stop();
  project.remove();
  rmSync(directory, { recursive: true, force: true });
});

/** A state that runs the task with these variables, as SST's `ecsRunTask` writes it. */
const runTask = (suffix: "" | ".sync" | ".waitForTaskToken", variables: object, fields: object = {}) => ({
  A: {
    Type: "Task",
    Resource: `arn:aws:states:::ecs:runTask${suffix}`,
    Arguments: {
      Cluster: CLUSTER_ARN,
      TaskDefinition: DEFINITION_ARN,
      LaunchType: "FARGATE",
      NetworkConfiguration: { AwsvpcConfiguration: { Subnets: ["subnet-1"], AssignPublicIp: "ENABLED" } },
      Overrides: {
        ContainerOverrides: [
          {
            Name: "Worker",
            Environment: Object.entries({ SDK, ...variables }).map(([Name, Value]) => ({ Name, Value })),
          },
        ],
      },
    },
    End: true,
    ...fields,
  },
});
const withToken = (variables: object, fields: object = {}) =>
  runTask(".waitForTaskToken", { TOKEN: "{% $states.context.Task.Token %}", ...variables }, fields);

/** The task that the last TaskSubmitted of an execution tells of. */
async function submitted(executionArn: string, count = 1): Promise<Task> {
  const { taskSubmittedEventDetails } = await workflows.event(executionArn, "TaskSubmitted", count);
  const { Tasks } = JSON.parse(taskSubmittedEventDetails?.output ?? "{}");
  return { taskArn: Tasks[0].TaskArn };
}

describe("ecs:runTask", () => {
  it("answers with the task that was accepted", async () => {
    const ended = await workflows.run(runTask("", {}));
    expect(output(ended)).toMatchObject({
      Tasks: [{ LastStatus: "PROVISIONING", StartedBy: "AWS Step Functions", CreatedAt: expect.any(Number) }],
      Failures: [],
    });
  });

  it.each([
    ["Cluster", "other", "ECS.ClusterNotFoundException"],
    ["TaskDefinition", "other", "ECS.ClientException"],
    ["LaunchType", "EC2", "ECS.InvalidParameterException"],
  ])("fails by the service's name for another %s", async (member, value, error) => {
    const { A } = runTask(".sync", {});
    const ended = await workflows.run({ A: { ...A, Arguments: { ...A.Arguments, [member]: value } } });
    expect(ended).toMatchObject({ status: "FAILED", error });
    expect(await workflows.eventTypes(ended.executionArn ?? "")).toContain("TaskSubmitFailed");
  });
});

it("starts no second task for a call that is made again after a crash", async () => {
  const resource = parseResource("arn:aws:states:::ecs:runTask.sync");
  if (!resource) throw new Error("It is a resource");
  const { signal } = new AbortController();
  const call = {
    resource,
    arguments: runTask("", {}).A.Arguments,
    roleArn: ROLE,
    executionName: "again",
    traceHeader: "",
    rank: { later: false, since: 0 },
    signal,
    onBegin() {},
  };
  const [first, again, other] = await Promise.all(
    ["one", "one", "two"].map((callId) => performTask(jobs.cloud.cloud, { ...call, callId, repeated: false })),
  );
  expect(first).toMatchObject({ kind: "submitted", awaits: expect.stringContaining(":task/jobs/") });
  expect(again).toEqual(expect.objectContaining({ awaits: (first as Submitted).awaits }));
  expect((other as Submitted).awaits).not.toBe((first as Submitted).awaits);
});

it("fails who waits for a task when there is no room for one, and tells who does not", async () => {
  const full = await TaskCloud.start({ ...fixture, command: "sleep 60" });
  const reason = "Capacity is unavailable at this time. Please try again later or in a different availability zone";
  while ((await full.client.send(new RunTaskCommand({ ...request(), count: 10 }))).failures?.length === 0);
  const crowded = new Workflows(full.cloud);
  for (const suffix of [".sync", ".waitForTaskToken"] as const) {
    const ended = await crowded.run(runTask(suffix, {}));
    expect(ended).toMatchObject({ error: "ECS.AmazonECSException", cause: `Reasons=[${reason}]` });
    expect(await crowded.eventTypes(ended.executionArn ?? "")).toContain("TaskSubmitFailed");
  }
  expect(output(await crowded.run(runTask("", {})))).toEqual({ Tasks: [], Failures: [{ Reason: reason }] });
  await full.cloud.stop();
});

describe("ecs:runTask.sync", () => {
  it("gives the task as it stopped", async () => {
    const ended = await workflows.run(runTask(".sync", {}));
    expect(output(ended)).toMatchObject({
      ...{ LastStatus: "STOPPED", StopCode: "EssentialContainerExited", Group: `family:${FAMILY}` },
      Containers: [{ ExitCode: 0, Name: "Worker" }],
      StoppedAt: expect.any(Number),
    });
    const events = ["TaskScheduled", "TaskStarted", "TaskSubmitted", "TaskSucceeded", "TaskStateExited"];
    expect((await workflows.eventTypes(ended.executionArn ?? "")).slice(2, 7)).toEqual(events);
  });

  it("fails with the task as its cause when the program fails", async () => {
    const ended = await workflows.run(runTask(".sync", { DO: "fail" }));
    expect(ended).toMatchObject({ status: "FAILED", error: "States.TaskFailed" });
    expect(JSON.parse(ended.cause ?? "")).toMatchObject({
      Containers: [{ ExitCode: 3 }],
      StoppedReason: "Essential container in task exited",
    });
  });

  it("runs another task when it is redriven", async () => {
    const states = runTask(".sync", { DO: "fail once", MARK: path.join(directory, "redriven") });
    const { executionArn = "" } = await workflows.run(states);
    await workflows.client.send(new RedriveExecutionCommand({ executionArn }));
    expect(await workflows.ended(executionArn)).toMatchObject({ status: "SUCCEEDED" });
    expect((await submitted(executionArn, 2)).taskArn).not.toBe((await submitted(executionArn)).taskArn);
  });

  it("has the task stopped when the execution is stopped", async () => {
    const executionArn = await workflows.start(await workflows.create(runTask(".sync", { DO: "wait" })));
    const task = await jobs.until(await submitted(executionArn), "RUNNING");
    await workflows.client.send(new StopExecutionCommand({ executionArn }));
    expect(await jobs.until(task, "STOPPED")).toMatchObject({ stopCode: "UserInitiated" });
  });

  it("has the task stopped when its time is over", async () => {
    const ended = await workflows.run(runTask(".sync", { DO: "wait" }, { TimeoutSeconds: 1 }));
    expect(ended).toMatchObject({ status: "FAILED", error: "States.Timeout" });
    const task = await submitted(ended.executionArn ?? "");
    expect(await jobs.until(task, "STOPPED")).toMatchObject({ stopCode: "UserInitiated" });
  });
});

describe("ecs:runTask.waitForTaskToken", () => {
  it("ends with what the program answers, by the rights of its own role", async () => {
    const ended = await workflows.run(withToken({ DO: "answer" }, { HeartbeatSeconds: 30 }));
    expect(output(ended)).toEqual({ rendered: 3 });
    expect(await workflows.run(withToken({ DO: "refuse" }))).toMatchObject({ error: "Fatal", cause: "no frames" });
  });

  it("hears nothing of a task that ended without an answer but that its heartbeats fail", async () => {
    const ended = await workflows.run(withToken({ DO: "fail" }, { HeartbeatSeconds: 1 }));
    expect(ended).toMatchObject({ status: "FAILED", error: "States.HeartbeatTimeout" });
  });

  it("leaves the task alone when the execution is stopped", async () => {
    const executionArn = await workflows.start(await workflows.create(withToken({ DO: "wait" })));
    const task = await jobs.until(await submitted(executionArn), "RUNNING");
    await workflows.client.send(new StopExecutionCommand({ executionArn }));
    await workflows.ended(executionArn);
    expect(await jobs.describe(task)).toMatchObject({ lastStatus: "RUNNING", desiredStatus: "RUNNING" });
  });
});

it("retries a task that was lost with the process", async () => {
  const first = await TaskCloud.start({ ...fixture, directory });
  const before = new Workflows(first.cloud);
  const Retry = [{ ErrorEquals: ["States.TaskFailed"], IntervalSeconds: 1, MaxAttempts: 1 }];
  const states = runTask(".sync", { DO: "wait once", MARK: path.join(directory, "lost") }, { Retry });
  const executionArn = await before.start(await before.create(states));
  const { taskSubmittedEventDetails } = await before.event(executionArn, "TaskSubmitted");
  const { Tasks } = JSON.parse(taskSubmittedEventDetails?.output ?? "{}");
  await first.until({ taskArn: Tasks[0].TaskArn }, "RUNNING");
  await expect.poll(() => existsSync(path.join(directory, "lost")), { timeout: 10_000 }).toBe(true);
  first.cloud.kill();

  const second = await TaskCloud.start({ ...fixture, directory });
  const after = new Workflows(second.cloud);
  expect(await after.ended(executionArn)).toMatchObject({ status: "SUCCEEDED" });
  const [failed] = (await after.history(executionArn)).filter(({ type }) => type === "TaskFailed");
  expect(failed?.taskFailedEventDetails).toMatchObject({
    error: "States.TaskFailed",
    cause: expect.stringContaining("the local cloud ended while it ran"),
  });
  const list = new ListTasksCommand({ cluster: CLUSTER_ARN, desiredStatus: "STOPPED" });
  expect((await second.client.send(list)).taskArns).toHaveLength(2);
  await second.cloud.stop();
});
