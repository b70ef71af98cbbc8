import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from "@aws-sdk/client-eventbridge";
import { GetObjectTaggingCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { SQSClient } from "@aws-sdk/client-sqs";
import { nextMessage, openQueue, queueArn } from "@videoflow/local/services/events/testing";
import { Resource } from "sst";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createId } from "../id.ts";
import { inWorkspace, startTestStage } from "../testing.ts";

const stage = await startTestStage({ resources: [openQueue("told")] });
afterAll(() => stage.stop());
const Assets = await import("./asset.ts");
const { fail, finish, reject } = await import("./outcome.ts");
const { originalOf } = await import("./place.ts");
const { s3 } = await import("../bucket.ts");
const Run = await import("../run/run.ts");

const events = new EventBridgeClient({});
beforeAll(async () => {
  const rule = {
    EventBusName: Resource.Bus.name,
    Name: "told",
    EventPattern: JSON.stringify({ source: ["videoflow"], "detail-type": [{ prefix: "asset." }] }),
  };
  await events.send(new PutRuleCommand(rule));
  const Targets = [{ Id: "told", Arn: queueArn("told") }];
  await events.send(new PutTargetsCommand({ EventBusName: rule.EventBusName, Rule: rule.Name, Targets }));
});

/** The next event about an asset on the bus, as `[type, detail]`. Tests run one after another, so it is this test's. */
async function told(): Promise<[string, Record<string, unknown>]> {
  const message = await nextMessage(new SQSClient({}), stage.endpoint, "told");
  const event = JSON.parse(message?.Body ?? "{}") as { "detail-type": string; detail: Record<string, unknown> };
  return [event["detail-type"], event.detail];
}

/** What every event has besides its own. */
const occurrence = { eventId: expect.stringMatching(/^evt_/), occurredAt: expect.stringMatching(/Z$/) };

const reason = { code: "not_media", message: "This is a text file." };
const error = { Error: "Retryable", Cause: "the bus was away" };

/** An asset whose run is under way. */
async function processing() {
  const [assetId, runId] = [createId("ast"), createId("run")];
  const key = `uploads/test/${assetId}/a.mov`;
  const { bucket } = originalOf({ key });
  const { ETag: etag = "" } = await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: "footage" }));
  await Assets.create({ assetId, runId, name: "a.mov", key, bytes: 7, etag, status: "received" });
  await Assets.move(assetId, "processing");
  await Run.begin({ runId, assetId, workflow: "Ingest" });
  return { assetId, runId };
}

const tagsOf = async (assetId: string) => {
  const { bucket, key } = originalOf(await Assets.get(assetId));
  return (await s3.send(new GetObjectTaggingCommand({ Bucket: bucket, Key: key }))).TagSet;
};
const quarantined = [{ Key: "quarantine", Value: "true" }];

describe("an asset whose run failed", () => {
  it("is failed with the reason, and that is told", () =>
    inWorkspace(async (workspaceId) => {
      const ids = await processing();
      const message = "A step ended with Retryable: the bus was away";
      expect(await fail({ ...ids, error })).toEqual({ code: "internal", message });
      expect(await told()).toEqual([
        "asset.failed",
        { ...occurrence, workspaceId, ...ids, reason: { code: "internal", message } },
      ]);
      expect(await Run.get(ids.runId)).toMatchObject({ status: "failed" });
    }));

  it("stays ready when it had become ready, and that is told at last", () =>
    inWorkspace(async (workspaceId) => {
      const { assetId, runId } = await processing();
      await Assets.move(assetId, "ready", { readyAt: new Date().toISOString() });
      expect(await fail({ assetId, runId, error })).toEqual({ assetId });
      expect(await told()).toEqual(["asset.ready", { ...occurrence, workspaceId, assetId, runId }]);
      expect(await Assets.get(assetId)).toMatchObject({ status: "ready" });
      expect(await Run.get(runId)).toMatchObject({ status: "succeeded" });
    }));

  it("stays rejected when it had been rejected, and is quarantined and told at last", () =>
    inWorkspace(async (workspaceId) => {
      const { assetId, runId } = await processing();
      await Assets.move(assetId, "rejected", { reason });
      expect(await fail({ assetId, runId, error })).toEqual({ assetId });
      expect(await told()).toEqual(["asset.rejected", { ...occurrence, workspaceId, assetId, runId, reason }]);
      expect(await tagsOf(assetId)).toEqual(quarantined);
      expect(await Run.get(runId)).toMatchObject({ status: "succeeded", reason });
    }));
});

describe("a rejected asset", () => {
  it("is marked as quarantined where it is, and told", () =>
    inWorkspace(async (workspaceId) => {
      const { assetId, runId } = await processing();
      await reject({ assetId, runId, reason });
      expect(await told()).toEqual(["asset.rejected", { ...occurrence, workspaceId, assetId, runId, reason }]);
      expect(await tagsOf(assetId)).toEqual(quarantined);
    }));

  it("does not put what took its place into quarantine", () =>
    inWorkspace(async () => {
      const { assetId, runId } = await processing();
      const { bucket, key } = originalOf(await Assets.get(assetId));
      await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: "other footage" }));
      await reject({ assetId, runId, reason });
      expect((await told())[0]).toBe("asset.rejected");
      expect(await tagsOf(assetId)).toEqual([]);
    }));
});

it("tells that an asset is ready each time that its last step runs", () =>
  inWorkspace(async (workspaceId) => {
    const [first, { assetId, runId }] = [await processing(), await processing()];
    await Assets.move(first.assetId, "ready", { readyAt: new Date().toISOString(), hasThumbnail: true });
    await finish({ assetId, runId, linkedTo: first.assetId });
    await finish({ assetId, runId, linkedTo: first.assetId });
    const [[type, once], [, again]] = [await told(), await told()];
    expect([type, once]).toEqual(["asset.ready", { ...occurrence, workspaceId, assetId, runId }]);
    expect(again.eventId).toBe(once.eventId);
    expect(await Run.get(runId)).toMatchObject({ status: "succeeded" });
    // What it is linked to stands for it in the list, too.
    expect(await Assets.get(assetId)).toMatchObject({ linkedTo: first.assetId, hasThumbnail: true });
  }));
