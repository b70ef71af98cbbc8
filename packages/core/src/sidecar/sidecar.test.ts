import { ListExecutionsCommand, SFNClient } from "@aws-sdk/client-sfn";
import { Resource } from "sst";
import { afterAll, describe, expect, it } from "vitest";
import { technical } from "../derivative/testing.ts";
import { createId } from "../id.ts";
import { inWorkspace, startTestStage } from "../testing.ts";

const stage = await startTestStage({ workflows: true });
afterAll(() => stage.stop());
const Assets = await import("../asset/asset.ts");
const { receive } = await import("../asset/receive.ts");
const { exists, uploadWhole } = await import("../bucket.ts");
const Derivatives = await import("../derivative/derivative.ts");
const Sidecars = await import("./sidecar.ts");

const LONG_AGO = "2026-01-02T03:04:05.678Z";
const arrival = (key: string, changes: { etag?: string; at?: string } = {}) => ({
  ...{ key, bytes: 7, etag: "e1", sequencer: "01", at: LONG_AGO },
  ...changes,
});
const put = (key: string, text = "words") => uploadWhole(text, { bucket: Resource.Input.name, key }, "text/plain");

async function footage(key: string, changes = {}) {
  const assetId = createId("ast");
  await put(key);
  const name = key.slice(key.lastIndexOf("/") + 1);
  await Assets.create({ assetId, name, key, bytes: 7, status: "processing" });
  await Assets.describe(assetId, { technical: technical(), fingerprint: "a".repeat(64), ...changes });
  return assetId;
}

/** Footage that was heard. */
async function heard(workspaceId: string, status: "searchable" | "running", etag = "old") {
  const key = `uploads/${workspaceId}/clip.mp4`;
  const assetId = await footage(key);
  await Assets.move(assetId, "ready", { readyAt: LONG_AGO });
  await Assets.describe(assetId, { understanding: { status, runId: createId("run") } });
  await Derivatives.register({
    assetId,
    derivative: {
      ...{ kind: "transcript", uri: "s3://media/transcript.json", contentType: "application/json", bytes: 1 },
      ...{ sha256: "b".repeat(64), source: "sidecar", engine: "subrip", language: "und", words: 1, confidence: 1 },
      quotable: true,
    },
    provenance: { inputs: {}, operation: "read", parameters: { etag }, tool: "reader" },
  });
  return { assetId, key };
}

async function runsOf(assetId: string): Promise<unknown[]> {
  const client = new SFNClient({});
  const { executions = [] } = await client.send(
    new ListExecutionsCommand({ stateMachineArn: Resource.Understand.arn }),
  );
  const { understanding } = await Assets.get(assetId);
  return executions.filter(({ name }) => name === understanding?.runId);
}

describe("a sidecar that comes through the API", () => {
  it("goes into the asset's folder by a signed URL, in the length that was told and no other", () =>
    inWorkspace(async (workspaceId) => {
      const assetId = await footage(`uploads/${workspaceId}/a/clip.mp4`);
      const { url } = await Sidecars.begin({ assetId, name: "clip \u00fc.srt", bytes: 5 });
      expect((await fetch(url, { method: "PUT", body: "too long" })).status).toBe(403);
      expect((await fetch(url, { method: "PUT", body: "words" })).status).toBe(200);
      const key = `uploads/${workspaceId}/${assetId}/sidecars/clip \u00fc.srt`;
      expect(await exists({ bucket: Resource.Input.name, key })).toBe(true);
    }));

  it("becomes no asset", () =>
    inWorkspace(async (workspaceId) => {
      const assetId = await footage(`uploads/${workspaceId}/clip.mp4`);
      await receive(arrival(`uploads/${workspaceId}/${assetId}/sidecars/clip.srt`));
      expect((await Assets.list({})).items).toHaveLength(1);
    }));

  it("is refused for an asset that is not there", () =>
    inWorkspace(async () => {
      const begun = Sidecars.begin({ assetId: createId("ast"), name: "clip.srt", bytes: 5 });
      await expect(begun).rejects.toMatchObject({ code: "not_found" });
    }));
});

describe("a sidecar that is dropped into the bucket", () => {
  it("becomes no asset when its footage is there", () =>
    inWorkspace(async (workspaceId) => {
      await footage(`uploads/${workspaceId}/card/clip.mp4`);
      await receive(arrival(`uploads/${workspaceId}/card/clip.en.srt`));
      expect((await Assets.list({})).items).toMatchObject([{ name: "clip.mp4" }]);
    }));

  it("waits a while for footage that is not there, and then is an asset like any other", () =>
    inWorkspace(async (workspaceId) => {
      const key = `uploads/${workspaceId}/alone.srt`;
      const now = new Date().toISOString();
      await expect(receive(arrival(key, { at: now }))).rejects.toMatchObject({ code: "busy" });
      expect((await Assets.list({})).items).toEqual([]);
      await receive(arrival(key));
      expect((await Assets.list({})).items).toMatchObject([{ name: "alone.srt", status: "received" }]);
    }));

  it("is an asset when it was uploaded as one", () =>
    inWorkspace(async (workspaceId) => {
      const assetId = createId("ast");
      const key = `uploads/${workspaceId}/${assetId}/notes.srt`;
      await Assets.create({ assetId, name: "notes.srt", key, bytes: 7, status: "uploading" });
      await receive(arrival(key));
      expect(await Assets.get(assetId)).toMatchObject({ status: "received" });
    }));
});

describe("a sidecar that comes after its footage was heard", () => {
  it("has it heard anew", () =>
    inWorkspace(async (workspaceId) => {
      const { assetId } = await heard(workspaceId, "searchable");
      await receive(arrival(`uploads/${workspaceId}/clip.srt`));
      expect(await Assets.get(assetId)).toMatchObject({ understanding: { status: "running" } });
      expect(await runsOf(assetId)).toHaveLength(1);
    }));

  it("does so once, however often the news comes", () =>
    inWorkspace(async (workspaceId) => {
      const { assetId } = await heard(workspaceId, "searchable", "e1");
      await receive(arrival(`uploads/${workspaceId}/clip.srt`));
      expect(await Assets.get(assetId)).toMatchObject({ understanding: { status: "searchable" } });
    }));

  it("waits while the asset is being understood", () =>
    inWorkspace(async (workspaceId) => {
      await heard(workspaceId, "running");
      const received = receive(arrival(`uploads/${workspaceId}/clip.srt`));
      await expect(received).rejects.toMatchObject({ code: "busy" });
    }));
});

describe("the sidecars of an asset", () => {
  const names = async (assetId: string, spoken: string) => {
    const { sidecars, notes } = await Sidecars.sidecarsOf(await Assets.get(assetId), spoken);
    return { names: sidecars.map(({ name }) => name), notes };
  };

  it("are those that were given to it and those beside it, in its own language first", () =>
    inWorkspace(async (workspaceId) => {
      const folder = `uploads/${workspaceId}/card`;
      const assetId = await footage(`${folder}/clip.mp4`);
      for (const name of ["clip.fr.srt", "clip.de.srt", "clip.vtt", "clip.de.forced.srt", "clip.2.srt", "clip.jpg"])
        await put(`${folder}/${name}`);
      await put(`uploads/${workspaceId}/${assetId}/sidecars/given.de.srt`);
      expect((await names(assetId, "de")).names).toEqual(["given.de.srt", "clip.de.srt", "clip.vtt", "clip.fr.srt"]);
      expect((await names(assetId, "und")).names).toEqual(["clip.vtt", "given.de.srt", "clip.de.srt", "clip.fr.srt"]);
    }));

  it("are not what belongs to another workspace", () =>
    inWorkspace(async (workspaceId) => {
      const assetId = await footage(`uploads/${workspaceId}/clip.mp4`);
      await inWorkspace((other) => put(`uploads/${other}/clip.srt`));
      expect((await names(assetId, "und")).names).toEqual([]);
    }));
});
