import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { CloudWatchLogsClient, FilterLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { DescribeTasksCommand, ECSClient, StopTaskCommand } from "@aws-sdk/client-ecs";
import { CreateStateMachineCommand, StopExecutionCommand } from "@aws-sdk/client-sfn";
import { provideActor } from "@videoflow/core/actor";
import { orderedCut } from "@videoflow/core/cut/testing";
import { writeDocument } from "@videoflow/core/document";
import { createId } from "@videoflow/core/id";
import { startTestStage } from "@videoflow/core/testing";
import type { Graph } from "@videoflow/local/graph/resources";
import { output, ROLE, role, Workflows } from "@videoflow/local/services/states/testing";
import { afterAll, describe, expect, it, vi } from "vitest";
import { environmentOf } from "../../../infra/workflows/container.ts";

/** The project's own Renderer, with its role, its log and what it may touch. */
const SERVED = /^aws:(s3\/(?!bucketNotification|bucketObject)|dynamodb\/|ecs\/|iam\/|cloudwatch\/logGroup)/;
const SLOW = "SlowTask";
const BUNDLED = "BundledTask";
const PRYING = "PryingTask";

/**
 * Besides it three with the same rights: one that is its image's bundle, one whose only step takes as long as it is told, one that tries
 * what it has no business with. They are small, so that several run side by side: one as large as it takes all cores.
 */
const withRenderer = (whole: Graph): Graph => {
  const renderer = whole.resources.find(({ name }) => name === "RendererTask");
  const task = (file: string, links: readonly string[] = []) => ({ command: `node ${file}`, directory: ".", links });
  const bundled = task(image, whole.tasks?.RendererTask?.links);
  const tasks = { ...whole.tasks, [SLOW]: task(slow), [BUNDLED]: bundled, [PRYING]: task(prying) };
  const resources = whole.resources.filter(({ type }) => SERVED.test(type));
  for (const name of [SLOW, BUNDLED, PRYING])
    if (renderer)
      resources.push({ ...renderer, name, inputs: { ...renderer.inputs, family: name, cpu: "256", memory: "1024" } });
  return { ...whole, tasks, functions: {}, resources: [...resources, role] };
};

const directory = mkdtempSync(path.join(tmpdir(), "videoflow-container-"));
const slow = path.join(directory, "slow.mjs");
const prying = path.join(directory, "prying.mjs");
const image = path.join(directory, "task.mjs");
const program = JSON.stringify(path.join(import.meta.dirname, "container.ts"));
writeFileSync(
  slow,
  `import { runAsContainer } from ${program};
   const sleep = ({ ms }, { stopped }) => new Promise((resolve, reject) => {
     setTimeout(() => resolve("slept"), ms);
     stopped.addEventListener("abort", () => reject(stopped.reason));
   });
   await runAsContainer({ Sleep: async () => ({ handler: sleep }) });`,
);
/** Says of each request how it was answered: "allowed", or the error's name. */
writeFileSync(
  prying,
  `import { createRequire } from "node:module";
   import { runAsContainer } from ${program};
   const load = createRequire(${program});
   const clients = { s3: load("@aws-sdk/client-s3"), ecs: load("@aws-sdk/client-ecs"), sfn: load("@aws-sdk/client-sfn") };
   const made = { s3: new clients.s3.S3Client({ forcePathStyle: true }), ecs: new clients.ecs.ECSClient(), sfn: new clients.sfn.SFNClient() };
   const ask = ({ service, command, input }) =>
     made[service].send(new clients[service][command + "Command"](input)).then(() => "allowed", ({ name }) => name);
   await runAsContainer({ Pry: async () => ({ handler: ({ requests }) => Promise.all(requests.map(ask)) }) });`,
);
const stage = await startTestStage({ whole: withRenderer });
afterAll(async () => {
  await stage.stop();
  rmSync(directory, { recursive: true });
});
const { planPlace } = await import("@videoflow/core/cut/render/render-places");
const { RenderPlan } = await import("@videoflow/core/cut/render/unit.schema");
const Cuts = await import("@videoflow/core/cut/row");
const Run = await import("@videoflow/core/run/run");
const workflows = new Workflows(stage);
const ecs = new ECSClient(stage.clientConfig);
const logs = new CloudWatchLogsClient(stage.clientConfig);
const { cluster, taskDefinition } = stage.graph.links.Renderer as { cluster: string; taskDefinition: string };

interface Fields {
  readonly definition?: string;
  readonly HeartbeatSeconds?: number;
}

/** As `contained` of infra/workflows/task.ts has SST write it. */
const state = (payload: object, { definition = taskDefinition, ...fields }: Fields) => ({
  Type: "Task",
  Resource: "arn:aws:states:::ecs:runTask.waitForTaskToken",
  Arguments: {
    Cluster: cluster,
    TaskDefinition: definition,
    LaunchType: "FARGATE",
    NetworkConfiguration: { AwsvpcConfiguration: { Subnets: ["subnet"], AssignPublicIp: "ENABLED" } },
    Overrides: {
      ContainerOverrides: [
        {
          Name: "Renderer",
          Environment: Object.entries(
            environmentOf({
              ...{ workspaceId: "{% $states.input.workspaceId %}", runId: "{% $states.input.runId %}" },
              ...{ cutId: "{% $states.input.cutId %}", revision: 1, unit: "{% $states.input.unit %}" },
              step: "{% $states.context.State.Name %}",
              attempt: "{% $states.context.State.RetryCount %}",
              ...payload,
            }),
          ).map(([Name, Value]) => ({ Name, Value })),
        },
      ],
    },
  },
  HeartbeatSeconds: 60,
  End: true,
  ...fields,
});

/** Runs one step in a machine with the name that the Renderer may answer. */
async function start(step: string, input: object, payload: object = {}, fields: Fields = {}): Promise<string> {
  const definition = { QueryLanguage: "JSONata", StartAt: step, States: { [step]: state(payload, fields) } };
  const { stateMachineArn = "" } = await workflows.client.send(
    new CreateStateMachineCommand({
      name: `videoflow-test-RenderStateMachine-${Math.random().toString(36).slice(2)}`,
      ...{ definition: JSON.stringify(definition), roleArn: ROLE },
    }),
  );
  return workflows.start(stateMachineArn, input);
}

/** A run about a cut whose plan has one unit: a card for a second, in small. */
async function prepared() {
  const [workspaceId, cutId, runId] = [createId("wsp"), createId("cut"), createId("run")];
  const variant = { name: "landscape", width: 320, height: 180, captions: "none", hls: false } as const;
  const brand = {
    primary: "#e5484d",
    text: "#ffffff",
    background: "#30324a",
    font: "sans",
    lowerThirds: true,
  } as const;
  const [frameRate, frames] = ["25/1", 25];
  const planned = {
    ...{ index: 0, items: ["card"], files: [{ format: "landscape" as const, key: "a".repeat(32), missing: true }] },
    ...{ place: "fargate" as const, estimatedMs: 1000, microUsd: 1 },
    unit: {
      ...{ frameRate, frames, overlays: [], brand: { ...brand, logo: null } },
      layers: [{ kind: "card" as const, heading: "Chapter", figure: null, detail: null }],
    },
  };
  await provideActor({ workspaceId, who: "operator" }, async () => {
    await writeDocument(planPlace(cutId, 1), RenderPlan, {
      ...{ version: 1, revision: 1, frameRate, frames, variants: [variant], units: [planned], timeline: [0] },
      ...{ sound: { key: "b".repeat(32), ranges: [] }, estimatedMs: 1000, microUsd: 1 },
    });
    await Cuts.create({ ...orderedCut(), cutId, runId });
    await Run.begin({ runId, workflow: "Render", cutId });
  });
  return { workspaceId, cutId, runId, unit: 0 };
}

const attemptsOf = ({ workspaceId, runId }: { workspaceId: string; runId: string }) =>
  provideActor({ workspaceId, who: "operator" }, () => Run.attemptsOf(runId));

it("does a step by the handler that Lambda would call, once, and answers the state with what that returns", async () => {
  const input = await prepared();
  expect(output(await workflows.ended(await start("LongUnit", input)))).toEqual({ made: 1 });
  const [attempt, ...others] = await attemptsOf(input);
  expect(attempt).toMatchObject({ step: "LongUnit", attempt: 1, status: "succeeded" });
  expect(others).toEqual([]);
  // It is charged as the container of four cores and 8 GB that it was, and as no function.
  const { "fargate.cpuSeconds": cpuSeconds = 0, "fargate.gbSeconds": gbSeconds = 0, ...usage } = attempt?.usage ?? {};
  expect(cpuSeconds).toBeGreaterThan(0);
  expect(gbSeconds).toBeCloseTo(2 * cpuSeconds);
  expect(Object.keys(usage).filter((item) => item.startsWith("lambda."))).toEqual([]);
  expect(output(await workflows.ended(await start("LongUnit", input)))).toEqual({ made: 0 });
});

it("does the same as the bundle that its image is made with", async () => {
  const root = path.resolve(import.meta.dirname, "..");
  execFileSync("npm", ["run", "--silent", "bundle"], { cwd: root });
  copyFileSync(path.join(root, "dist/task.mjs"), image);
  // What lies beside it in the image is what media has.
  symlinkSync(path.resolve(root, "../media/node_modules"), path.join(directory, "node_modules"));
  const ended = await workflows.ended(await start("LongUnit", await prepared(), {}, { definition: BUNDLED }));
  expect(output(ended)).toEqual({ made: 1 });
});

it("fails the step by the error's name", async () => {
  const input = await prepared();
  expect(await workflows.ended(await start("LongUnit", { ...input, unit: 7 }))).toMatchObject({
    ...{ status: "FAILED", error: "Fatal" },
    cause: expect.stringContaining(input.cutId),
  });
});

it("refuses a step that it cannot do, and an input that is none", async () => {
  const input = await prepared();
  expect(await workflows.ended(await start("Dream", input))).toMatchObject({
    ...{ error: "Fatal", cause: "Step Dream is not done in this container: it does LongUnit" },
  });
  expect(await workflows.ended(await start("LongUnit", input, { step: 7 }))).toMatchObject({
    ...{ error: "Fatal", cause: expect.stringMatching(/^step: /) },
  });
});

it("may write what is made of a cut, and nothing else that is there", async () => {
  const { workspaceId, cutId } = await prepared();
  const [own, asset] = [`${workspaceId}/${cutId}/`, `${workspaceId}/${createId("ast")}/`];
  const [Output, Media, Input] = ["Output", "Media", "Input"].map((link) => String(stage.graph.links[link]?.name));
  const s3 = (command: string, Bucket: string | undefined, Key: string) => ({
    service: "s3",
    ...{ command, input: { Bucket, Key, ...(command === "PutObject" && { Body: "x" }) } },
  });
  const machine = Object.values(stage.graph.links).find(
    ({ type, arn }) => type === "sst.aws.StepFunctions" && arn,
  )?.arn;
  const tried: readonly (readonly [object, string])[] = [
    [s3("PutObject", Output, `${own}units/x.mp4`), "allowed"],
    [s3("GetObject", Output, `${own}plan.1.json`), "allowed"],
    [s3("PutObject", Output, `${asset}units/x.mp4`), "AccessDenied"],
    [s3("DeleteObject", Output, `${own}units/x.mp4`), "AccessDenied"],
    [s3("PutObject", Media, `${asset}proxy.mp4`), "AccessDenied"],
    [s3("GetObject", Media, `${asset}proxy.mp4`), "AccessDenied"],
    [s3("PutObject", Input, `uploads/${asset}a.mp4`), "AccessDenied"],
    [{ service: "s3", command: "ListObjectsV2", input: { Bucket: Output } }, "AccessDenied"],
    [{ service: "ecs", command: "ListTasks", input: { cluster } }, "AccessDeniedException"],
    [
      { service: "sfn", command: "StartExecution", input: { stateMachineArn: machine, input: "{}" } },
      "AccessDeniedException",
    ],
  ];
  const requests = tried.map(([request]) => request);
  const ended = await workflows.ended(await start("Pry", {}, { requests }, { definition: PRYING }));
  expect(output(ended)).toEqual(tried.map(([, answer]) => answer));
});

describe.concurrent("a step that takes its time", () => {
  const sleep = (ms: number, fields: Fields = {}) => start("Sleep", {}, { ms }, { definition: SLOW, ...fields });
  const patience = { timeout: 50_000, interval: 50 };

  async function status(taskArn: string): Promise<string> {
    const { tasks } = await ecs.send(new DescribeTasksCommand({ cluster, tasks: [taskArn] }));
    const { lastStatus, containers } = tasks?.[0] ?? {};
    return `${lastStatus} ${containers?.[0]?.exitCode}`;
  }

  /** The task of an execution, once its program runs. */
  async function running(executionArn: string): Promise<string> {
    const { taskSubmittedEventDetails } = await workflows.event(executionArn, "TaskSubmitted");
    const taskArn: string = JSON.parse(taskSubmittedEventDetails?.output ?? "{}").Tasks[0].TaskArn;
    const { name } = stage.graph.resources.find(({ name }) => name === "RendererLogGroupRenderer")?.inputs ?? {};
    const logStreamNamePrefix = `/service/Renderer/${taskArn.split("/").at(-1)}`;
    const input = { logGroupName: String(name), logStreamNamePrefix, filterPattern: '"container.start"' };
    await vi.waitUntil(async () => (await logs.send(new FilterLogEventsCommand(input))).events?.length, patience);
    return taskArn;
  }

  it("beats meanwhile", async ({ expect }) => {
    const ended = await workflows.ended(await sleep(30_000, { HeartbeatSeconds: 22 }));
    expect(output(ended)).toBe("slept");
  });

  it("ends when nobody waits for it any more", async () => {
    const executionArn = await sleep(60_000);
    const taskArn = await running(executionArn);
    await workflows.client.send(new StopExecutionCommand({ executionArn }));
    await vi.waitUntil(async () => (await status(taskArn)) === "STOPPED 1", patience);
  });

  it("may be tried again when its container is stopped", async ({ expect }) => {
    const executionArn = await sleep(60_000);
    const taskArn = await running(executionArn);
    // Until it sleeps.
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await ecs.send(new StopTaskCommand({ cluster, task: taskArn }));
    await vi.waitUntil(async () => (await status(taskArn)) === "STOPPED 143", patience);
    expect(await workflows.ended(executionArn)).toMatchObject({ status: "FAILED", error: "Retryable" });
  });
});
