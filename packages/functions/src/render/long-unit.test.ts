import { setTimeout as wait } from "node:timers/promises";
import { DescribeTasksCommand, ECSClient, ListTasksCommand, StopTaskCommand } from "@aws-sdk/client-ecs";
import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { card, clip, specOf } from "@videoflow/core/cut/render/testing";
import { createId } from "@videoflow/core/id";
import { inWorkspace, startTestStage } from "@videoflow/core/testing";
import { afterAll, describe, expect, it } from "vitest";

/** With a limit that half a minute of HD would not reach: ten seconds in small are too long for a function, two are not. */
const stage = await startTestStage({
  settings: { RenderUnits: { functionSeconds: 1 } },
  whole: (graph) => ({
    ...graph,
    resources: graph.resources.filter(({ type }) => !/bucketNotification/.test(type)),
  }),
});
afterAll(() => stage.stop());
const { fixityOf, listKeys, uploadWhole, uriOf } = await import("@videoflow/core/bucket");
const { outputOf } = await import("@videoflow/core/cut/place");
const Cuts = await import("@videoflow/core/cut/row");
const Start = await import("@videoflow/core/cut/start");
const { graph } = await import("@videoflow/core/run/graph");
const Runs = await import("@videoflow/core/run/run");
const { stepLogs } = await import("@videoflow/core/run/step-logs");
const { hashes, makeAsset, putCut } = await import("./testing.ts");

const ecs = new ECSClient(stage.clientConfig);
const lambda = new LambdaClient(stage.clientConfig);
const { cluster } = stage.graph.links.Renderer as { cluster: string };
const LONG = "LongUnit.0";

/** A clip that is long, with the brand's logo on it, and a card that is not. */
async function order(): Promise<() => Promise<string>> {
  const assetId = await makeAsset(12);
  const logo = outputOf(createId("cut"), "logo.png");
  await uploadWhole(LOGO, logo, "image/png");
  const spec = specOf([clip("one", assetId, { frames: 250 }), card("two")]);
  return () => putCut({ ...spec, brand: { ...spec.brand, logoUri: uriOf(logo) } });
}

/** Four grey pixels. */
const LOGO = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAADklEQVR4nGNoAAMGCAUAKg4GARWeQtcAAAAASUVORK5CYII=",
  "base64",
);

async function ended(runId: string) {
  for (;;) {
    const run = await Runs.get(runId);
    if (run.status !== "running") return run;
    await wait(100);
  }
}

/** Renders by the functions alone, as a plan with other limits would have it. */
async function renderByFunctions(workspaceId: string, cutId: string, units: readonly number[]): Promise<void> {
  const runId = createId("run");
  await Runs.begin({ runId, cutId, workflow: "Render" });
  const call = async (name: string, more: object) => {
    const { name: FunctionName } = stage.graph.links[name] as { name: string };
    const Payload = JSON.stringify({ workspaceId, runId, cutId, revision: 1, attempt: 0, ...more });
    const { FunctionError, Payload: answer } = await lambda.send(new InvokeCommand({ FunctionName, Payload }));
    if (FunctionError) throw new Error(Buffer.from(answer ?? []).toString());
  };
  await call("RenderPlan", { step: "Plan" });
  for (const unit of units) await call("RenderUnit", { step: `Unit.${unit}`, unit });
}

async function unitFiles(cutId: string): Promise<Record<string, string>> {
  const { bucket, key } = outputOf(cutId, "units/");
  const keys = (await listKeys(bucket, key)).filter((one) => one.endsWith(".mp4"));
  const files = keys.map(
    async (one) => [one.slice(key.length), (await fixityOf({ bucket, key: one })).sha256] as const,
  );
  return Object.fromEntries(await Promise.all(files));
}

describe("a unit that takes longer than a function may", () => {
  it(
    "is made in a container, to the bytes that a function makes, and is seen as any step is",
    () =>
      inWorkspace(async (workspaceId) => {
        const another = await order();
        const cutId = await another();
        const { runId } = await Start.render(cutId);
        const run = await ended(runId);
        expect(run.reason).toBeUndefined();
        const ways = run.steps.map(({ name }) => name).filter((name) => /Unit/.test(name));
        expect(ways.sort()).toEqual([LONG, "Unit.1"]);

        const { nodes } = await graph(runId);
        const node = nodes.find(({ name }) => name === "LongUnit");
        expect(node).toMatchObject({ state: "succeeded", parts: { done: 1, total: 1 }, within: ["Make", "EachUnit"] });

        const [{ usage = {} } = {}] = run.steps.find(({ name }) => name === LONG)?.attempts ?? [];
        expect(usage["fargate.cpuSeconds"]).toBeGreaterThan(1);
        expect(Object.keys(usage).filter((item) => item.startsWith("lambda."))).toEqual([]);
        const paid = run.bill.lines.filter(({ service }) => service === "Fargate");
        expect(paid.map(({ item }) => item).sort()).toEqual(["fargate.cpuSeconds", "fargate.gbSeconds"]);
        expect(paid.every(({ nanoUsd }) => (nanoUsd ?? 0) > 0)).toBe(true);

        const { lines } = await stepLogs({ runId, step: LONG, attempt: 1 });
        const said = lines.filter(({ fields }) => fields?.step === LONG).map(({ message }) => message);
        expect(said).toEqual(["task.start", "task.end"]);

        const byFunctions = await another();
        await renderByFunctions(workspaceId, byFunctions, [0, 1]);
        const made = await unitFiles(cutId);
        expect(Object.keys(made)).toHaveLength(6);
        expect(made).toEqual(await unitFiles(byFunctions));
      }),
    180_000,
  );

  it(
    "is made in another container when its own is stopped, and comes out the same",
    () =>
      inWorkspace(async () => {
        const another = await order();
        const [struckCut, leftAlone] = [await another(), await another()];
        const struck = await Start.render(struckCut);
        await stopTaskOf(struck.runId);
        const run = await ended(struck.runId);
        expect(run.reason).toBeUndefined();
        const tries = run.steps.find(({ name }) => name === LONG)?.attempts ?? [];
        expect(tries.map(({ status, error }) => `${status} ${error?.code}`)).toEqual([
          "failed unavailable",
          "succeeded undefined",
        ]);
        // What was used by the one that was stopped is paid for.
        expect(tries[0]?.usage?.["fargate.cpuSeconds"]).toBeGreaterThan(0);

        expect((await ended((await Start.render(leftAlone)).runId)).reason).toBeUndefined();
        const [one, other] = await Promise.all([struckCut, leftAlone].map((cutId) => Cuts.row(cutId)));
        expect(Object.keys(hashes(one?.deliverables ?? [])).length).toBeGreaterThan(3);
        expect(hashes(one?.deliverables ?? [])).toEqual(hashes(other?.deliverables ?? []));
      }),
    180_000,
  );

  /** Stops the container of a run while it works. */
  async function stopTaskOf(runId: string): Promise<void> {
    const isAtIt = async () => (await Runs.attemptsOf(runId)).some(({ step }) => step === LONG);
    while (!(await isAtIt())) await wait(20);
    const { taskArns = [] } = await ecs.send(new ListTasksCommand({ cluster }));
    const { tasks = [] } = await ecs.send(new DescribeTasksCommand({ cluster, tasks: taskArns }));
    const own = tasks.filter(({ overrides }) => JSON.stringify(overrides).includes(runId));
    expect(own).toHaveLength(1);
    await ecs.send(new StopTaskCommand({ cluster, task: own[0]?.taskArn }));
  }
});
