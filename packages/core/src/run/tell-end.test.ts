import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from "@aws-sdk/client-eventbridge";
import { SQSClient } from "@aws-sdk/client-sqs";
import { nextMessage, openQueue, queueArn } from "@videoflow/local/services/events/testing";
import { Resource } from "sst";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createId } from "../id.ts";
import { inWorkspace, startTestStage } from "../testing.ts";

const stage = await startTestStage({ resources: [openQueue("told")] });
afterAll(() => stage.stop());
const Run = await import("./run.ts");
const { end } = await import("./end.ts");
const { tellEnd } = await import("./tell-end.ts");

beforeAll(async () => {
  const events = new EventBridgeClient({});
  const rule = { EventBusName: Resource.Bus.name, Rule: "told" };
  const EventPattern = JSON.stringify({ source: ["videoflow"] });
  await events.send(new PutRuleCommand({ EventBusName: rule.EventBusName, Name: rule.Rule, EventPattern }));
  await events.send(new PutTargetsCommand({ ...rule, Targets: [{ Id: "told", Arn: queueArn("told") }] }));
});

async function told(): Promise<Record<string, unknown>> {
  const message = await nextMessage(new SQSClient({}), stage.endpoint, "told");
  const event = JSON.parse(message?.Body ?? "{}") as { "detail-type": string; detail: object };
  return { type: event["detail-type"], ...event.detail };
}

const reason = { code: "internal", message: "The disk was full" };

it("tells how a run ended, with the reason, and every time under the same id", () =>
  inWorkspace(async (workspaceId) => {
    const [runId, assetId] = [createId("run"), createId("ast")];
    await Run.begin({ runId, assetId, workflow: "Ingest" });
    await end(runId, { status: "failed", reason });
    await end(runId, { status: "failed", reason });
    const [one, two] = [await told(), await told()];
    expect(one).toMatchObject({ type: "run.failed", workspaceId, runId, assetId, workflow: "Ingest", reason });
    expect(two.eventId).toBe(one.eventId);
  }));

it("tells nothing of a run that goes on, and no asset of one that is about none", () =>
  inWorkspace(async (workspaceId) => {
    const [going, done] = [createId("run"), createId("run")];
    await Run.begin({ runId: going, workflow: "Rebuild" });
    await tellEnd(going);
    await Run.begin({ runId: done, workflow: "Rebuild" });
    await end(done, { status: "succeeded" });
    const event = await told();
    expect(event).toMatchObject({ type: "run.succeeded", workspaceId, runId: done, workflow: "Rebuild" });
    expect(event).not.toHaveProperty("assetId");
  }));
