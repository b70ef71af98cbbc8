import { ListExecutionsCommand, SFNClient } from "@aws-sdk/client-sfn";
import { Resource } from "sst";
import { afterAll, describe, expect, it } from "vitest";
import { createId } from "../id.ts";
import { inWorkspace, startTestStage } from "../testing.ts";

const stage = await startTestStage({ workflows: true });
afterAll(() => stage.stop());
const Assets = await import("./asset.ts");
const Run = await import("../run/run.ts");
const { receive } = await import("./receive.ts");

const arrival = (key: string, given: { etag?: string; sequencer?: string } = {}) => ({
  key,
  bytes: 7,
  etag: "e1",
  sequencer: "01",
  at: "2026-01-02T03:04:05.678Z",
  ...given,
});

/** The names of all executions of Ingest. */
async function executions(): Promise<(string | undefined)[]> {
  const client = new SFNClient({});
  const { executions = [] } = await client.send(new ListExecutionsCommand({ stateMachineArn: Resource.Ingest.arn }));
  return executions.map(({ name }) => name);
}

describe("an object that was dropped into the bucket", () => {
  it("becomes one asset with one run, however often the news comes", () =>
    inWorkspace(async (workspaceId) => {
      const news = arrival(`uploads/${workspaceId}/card 1/clip.mov`);
      await Promise.all([receive(news), receive(news)]);
      await receive(news);
      const { items } = await Assets.list({});
      expect(items).toMatchObject([{ name: "clip.mov", bytes: 7, status: "received", key: news.key }]);
      const runId = items[0]?.runId ?? "";
      expect((await executions()).filter((name) => name === runId)).toHaveLength(1);
      expect(await Run.get(runId)).toMatchObject({ assetId: items[0]?.assetId, workflow: "Ingest", status: "running" });
    }));

  it("is another asset when other bytes come under the same name", () =>
    inWorkspace(async (workspaceId) => {
      const key = `uploads/${workspaceId}/clip.mov`;
      await receive(arrival(key));
      await receive(arrival(key, { etag: "e2", sequencer: "02" }));
      expect((await Assets.list({})).items).toHaveLength(2);
    }));

  it.each(["elsewhere/clip.mov", "uploads/clip.mov", "uploads/wsp_1/clip.mov"])("is refused as %s", async (key) => {
    await expect(receive(arrival(key))).rejects.toMatchObject({ code: "invalid" });
  });

  it("is nothing when it is the mark of a folder", () =>
    inWorkspace(async (workspaceId) => {
      await receive(arrival(`uploads/${workspaceId}/folder/`));
      expect((await Assets.list({})).items).toEqual([]);
    }));
});

describe("an object of an upload", () => {
  const uploading = async (workspaceId: string) => {
    const assetId = createId("ast");
    const key = `uploads/${workspaceId}/${assetId}/clip.mov`;
    await Assets.create({ assetId, name: "clip.mov", key, bytes: 7, status: "uploading" });
    return { assetId, key };
  };

  it("belongs to the asset that the upload began with", () =>
    inWorkspace(async (workspaceId) => {
      const { assetId, key } = await uploading(workspaceId);
      await receive(arrival(key));
      await receive(arrival(key));
      const { items } = await Assets.list({});
      expect(items).toMatchObject([{ assetId, status: "received", etag: "e1", runId: assetId.replace("ast", "run") }]);
    }));

  it("leaves that asset alone when it is put again with other bytes later", () =>
    inWorkspace(async (workspaceId) => {
      const { assetId, key } = await uploading(workspaceId);
      await receive(arrival(key));
      await receive(arrival(key, { etag: "e2", sequencer: "02" }));
      expect(await Assets.get(assetId)).toMatchObject({ etag: "e1" });
      const { items } = await Assets.list({});
      expect(items).toMatchObject([{ assetId }, { name: "clip.mov", key, etag: "e2", status: "received" }]);
      expect(await executions()).toEqual(expect.arrayContaining(items.map(({ runId }) => runId)));
    }));

  it("gets another asset and run when the same bytes are put again, as after a failure one is asked to", () =>
    inWorkspace(async (workspaceId) => {
      const { assetId, key } = await uploading(workspaceId);
      await receive(arrival(key));
      await Assets.move(assetId, "failed", { reason: { code: "original_gone", message: "put the file in again" } });
      const again = arrival(key, { sequencer: "03" });
      await receive(again);
      await receive(again);
      const { items } = await Assets.list({});
      expect(items).toHaveLength(2);
      expect(items.find((asset) => asset.assetId !== assetId)).toMatchObject({ status: "received", etag: "e1" });
    }));
});
