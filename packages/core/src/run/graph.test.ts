import { role, Workflows } from "@videoflow/local/services/states/testing";
import { afterAll, describe, expect, it } from "vitest";
import { technical, videoTrack } from "../derivative/testing.ts";
import { createId } from "../id.ts";
import { inWorkspace, startTestStage } from "../testing.ts";

const stage = await startTestStage({ workflows: true, resources: [role] });
afterAll(() => stage.stop());
const Assets = await import("../asset/asset.ts");
const { attemptNumber } = await import("./attempt-number.ts");
const { end } = await import("./end.ts");
const { graph } = await import("./graph.ts");
const { exchangesOf } = await import("./history.ts");
const Run = await import("./run.ts");
const Step = await import("./step.ts");
const { noteUsual } = await import("./usual.ts");

async function begun(workflow: string) {
  const [assetId, runId] = [createId("ast"), createId("run")];
  await Run.begin({ runId, assetId, workflow });
  return { runId, at: (step: string, attempt = 1) => ({ runId, assetId, step, attempt }) };
}

describe("the graph of a run", () => {
  it("is that of its workflow as it is deployed, with the workflow that it starts", () =>
    inWorkspace(async () => {
      const { runId, at } = await begun("Ingest");
      await Step.begin(at("Fingerprint"));
      await Step.end(at("Fingerprint"), { code: "unavailable", message: "S3 was away" });
      await Step.begin(at("Fingerprint", 2));
      await Step.end(at("Fingerprint", 2));
      await Step.begin(at("Admit"));
      await Step.begin(at("Submit"));
      await Step.progress(at("Submit"), 40);
      const { nodes, edges } = await graph(runId);
      const node = (name: string) => nodes.find((one) => one.name === name);
      expect(node("Fingerprint")).toMatchObject({ state: "succeeded", attempts: 2, within: ["Look"] });
      expect(node("Submit")).toMatchObject({ state: "running", percent: 40, within: ["Derive"] });
      expect(node("Poster")).toMatchObject({ state: "idle", attempts: 0, within: ["Derive", "Make"] });
      expect(edges).toEqual(
        expect.arrayContaining([
          { from: "Fingerprint", to: "Link" },
          { from: "Admit", to: "Submit" },
          { from: "Submit", to: "Poster" },
          { from: "Poster", to: "Finish" },
        ]),
      );
      expect(nodes.map(({ name }) => name)).not.toContain("Fail");
    }));

  it("has the making of the derivatives where a run makes them again, and not where it found them made", () =>
    inWorkspace(async () => {
      const { runId, at } = await begun("Understand");
      await Step.begin(at("Submit"));
      const names = async () => (await graph(runId)).nodes.map(({ name }) => name);
      expect(await names()).toEqual(expect.arrayContaining(["Submit", "Register", "Hear", "Finish"]));
      const other = await begun("Understand");
      await Step.begin(other.at("Hear"));
      const { nodes, edges } = await graph(other.runId);
      expect(nodes.map(({ name }) => name)).not.toContain("Submit");
      expect(nodes.map(({ name }) => name)).toEqual(expect.arrayContaining(["Hear", "Shots", "Ranges", "Finish"]));
      expect(edges.flatMap(({ from, to }) => [from, to])).not.toContain("Poster");
    }));

  it("shows a fan-out as one step, with how much of it is done", () =>
    inWorkspace(async () => {
      const { runId, at } = await begun("Understand");
      for (const part of ["See.0", "See.1", "See.2"]) await Step.begin(at(part));
      await Step.end(at("See.0"));
      const see = async () => (await graph(runId)).nodes.find(({ name }) => name === "See");
      await Step.progress(at("See.1"), 50);
      expect(await see()).toMatchObject({ state: "running", percent: 50, parts: { done: 1, total: 3 } });
      await Step.end(at("See.1"), { code: "timeout", message: "See.1 did not end in time." });
      expect(await see()).toMatchObject({ state: "failed", error: { code: "timeout" } });
    }));

  it("tells how long the only part of a fan-out took", () =>
    inWorkspace(async () => {
      const { runId, at } = await begun("Understand");
      await Step.begin(at("Measure.0"));
      await Step.end(at("Measure.0"));
      const node = (await graph(runId)).nodes.find(({ name }) => name === "Measure");
      expect(node).toMatchObject({ durationMs: expect.any(Number), percent: 100, parts: { done: 1, total: 1 } });
    }));
});

describe("how long a step usually takes", () => {
  const took = async (ms: number, facts: { partial?: boolean; failed?: boolean; seconds?: number } = {}) => {
    const runId = createId("run");
    const assetId = facts.seconds === undefined ? undefined : await ofSeconds(facts.seconds);
    await Run.begin({ runId, ...(assetId && { assetId }), workflow: "Understand", partial: facts.partial ?? false });
    const at = { runId, step: "Scenes", attempt: 1 };
    await Step.begin(at);
    await new Promise((resolve) => setTimeout(resolve, ms));
    await Step.end(at);
    const reason = { code: "x", message: "y" };
    await end(runId, facts.failed ? { status: "failed", reason } : { status: "succeeded" });
    await noteUsual(runId);
    await noteUsual(runId);
    return runId;
  };
  const ofSeconds = async (seconds: number) => {
    const assetId = createId("ast");
    const facts = technical({ durationMs: seconds * 1000, video: videoTrack() });
    await Assets.create({
      ...{ assetId, name: "a.mov", key: "uploads/x/a.mov", bytes: 1, status: "processing", technical: facts },
    });
    return assetId;
  };
  const usual = async (runId: string) => (await Run.get(runId)).steps[0]?.usualMs;

  it("is the median of the runs that succeeded with all their work", () =>
    inWorkspace(async () => {
      const ids = [await took(400), await took(1), await took(1)];
      await took(900, { partial: true });
      await took(900, { failed: true });
      expect(await usual(ids[0] ?? "")).toBeLessThan(300);
      expect(await usual(ids[0] ?? "")).toBeGreaterThanOrEqual(1);
    }));

  it("is that of footage about as long, and not known where there was none", () =>
    inWorkspace(async () => {
      const [short, alike, long] = [
        await took(1, { seconds: 60 }),
        await took(1, { seconds: 70 }),
        await took(500, { seconds: 3600 }),
      ];
      expect(await usual(short)).toBeLessThan(300);
      expect(await usual(alike)).toBeLessThan(300);
      expect(await usual(long)).toBeGreaterThanOrEqual(500);
      const first = await took(1, { seconds: 600, failed: true });
      expect(await usual(first)).toBeUndefined();
    }));
});

it("what a step was given and returned is read out of the history, for every try, and its token is kept back", async () => {
  const workflows = new Workflows(stage);
  const Payload = {
    ...{ workspaceId: "w", runId: "r", step: "Ask", token: "secret", question: "why" },
    attempt: "{% $states.context.State.RetryCount %}",
    redrives: 0,
  };
  const executionArn = await workflows.start(
    await workflows.create({
      Ask: {
        Type: "Task",
        Resource: "arn:aws:states:::lambda:invoke",
        Arguments: { FunctionName: "arn:aws:lambda:us-east-1:000000000000:function:gone", Payload },
        Retry: [{ ErrorEquals: ["States.ALL"], MaxAttempts: 1, IntervalSeconds: 1 }],
        End: true,
      },
    }),
  );
  await workflows.ended(executionArn);
  const exchanges = await exchangesOf(executionArn, "Ask");
  const tries = [0, 1].map((retries) => attemptNumber({ redrives: 0, retries }));
  expect([...exchanges]).toEqual(tries.map((attempt) => [attempt, { input: { question: "why" } }]));
  expect(await exchangesOf(`${executionArn}-unknown`, "Ask")).toEqual(new Map());
});
