import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createId } from "@videoflow/core/id";
import { inWorkspace, startTestStage } from "@videoflow/core/testing";
import { afterAll, expect, it } from "vitest";

const stage = await startTestStage();
const { uploadWhole } = await import("@videoflow/core/bucket");
const { framePlace } = await import("@videoflow/core/vision/batches");
const { fetchFrames } = await import("./frames.ts");
const directory = await mkdtemp(join(tmpdir(), "videoflow-frames-"));
afterAll(async () => {
  await stage.stop();
  await rm(directory, { recursive: true });
});

it("brings of many frames only those that are asked for, and tells how many there are", () =>
  inWorkspace(async (workspaceId) => {
    const asset = { workspaceId, assetId: createId("ast") } as Parameters<typeof fetchFrames>[0];
    for (let index = 0; index < 5; index++) await uploadWhole(`frame ${index}`, framePlace(asset, index), "image/jpeg");
    const frames = await fetchFrames(asset, directory, (count) => Math.ceil(count / 3));
    expect(frames.count).toBe(5);
    const names = (await readdir(directory)).sort();
    const texts = await Promise.all(names.map((name) => readFile(join(directory, name), "utf8")));
    expect(texts).toEqual(["frame 0", "frame 2", "frame 4"]);
  }));
