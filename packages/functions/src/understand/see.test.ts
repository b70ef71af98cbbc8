import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Inspected } from "@videoflow/core/asset/asset";
import { technical, videoTrack } from "@videoflow/core/derivative/testing";
import { createId } from "@videoflow/core/id";
import { inWorkspace, startTestStage } from "@videoflow/core/testing";
import type { FrameBatch } from "@videoflow/core/vision/batch.schema";
import { fileFacts } from "@videoflow/media/file-facts";
import type { Context } from "aws-lambda";
import { afterAll, beforeAll, expect, it } from "vitest";

const stage = await startTestStage();
const Assets = await import("@videoflow/core/asset/asset");
const { mediaOf } = await import("@videoflow/core/asset/place");
const { placeOf, uploadFile, uriOf } = await import("@videoflow/core/bucket");
const Derivatives = await import("@videoflow/core/derivative/derivative");
const { readDocument } = await import("@videoflow/core/document");
const { framePlace } = await import("@videoflow/core/derivative/frame-place");
const { batchesOf } = await import("@videoflow/core/vision/batches");
const { Samples, Shots, Vision } = await import("@videoflow/core/vision/vision.schema");
const handlers = {
  Shots: (await import("./shots.ts")).handler,
  Sample: (await import("./sample.ts")).handler,
  See: (await import("./see.ts")).handler,
  Gather: (await import("./gather.ts")).handler,
};

let directory = "";
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "see-"));
});
afterAll(async () => {
  await stage.stop();
  await rm(directory, { recursive: true });
});

const ffmpeg = (...args: string[]) => promisify(execFile)("ffmpeg", ["-nostdin", "-v", "error", "-y", ...args]);

/** Twelve seconds: four of bars, eight of a plain wall, on which a title stands from second six to ten. */
async function drawFootage(): Promise<string> {
  const path = join(directory, "proxy.mp4");
  const title = "drawtext=text='Harbour master':fontsize=40:fontcolor=white:x=60:y=120:enable='between(t,2,5.9)'";
  const wall = `color=c=0x204060:s=640x360:r=25:d=8,${title},format=yuv420p`;
  await ffmpeg(
    ...["-f", "lavfi", "-i", "smptebars=s=640x360:r=25:d=4,format=yuv420p", "-f", "lavfi", "-i", wall],
    ...["-filter_complex", "[0:v][1:v]concat=n=2", "-c:v", "libx264", "-preset", "ultrafast", path],
  );
  return path;
}

const provenance = { inputs: {}, operation: "test", parameters: {}, tool: "test" };

/** An asset with the derivatives of workflow Derive. */
async function readyAsset(facts = technical({ video: videoTrack({ endMs: 12_000 }), durationMs: 12_000 })) {
  const assetId = createId("ast");
  await Assets.create({
    ...{ assetId, name: "a.mov", status: "received", key: `uploads/x/${assetId}/a.mov`, bytes: 1 },
    ...{ technical: facts, fingerprint: "f".repeat(64) },
  });
  return Assets.getInspected(assetId);
}

async function derive(asset: Inspected): Promise<void> {
  const { assetId } = asset;
  const path = await drawFootage();
  const proxy = mediaOf(asset, "proxy.mp4");
  const size = { width: 640, height: 360 };
  await uploadFile(path, proxy, "video/mp4");
  await Derivatives.register({
    assetId,
    derivative: {
      ...{ kind: "proxy" as const, uri: uriOf(proxy), contentType: "video/mp4", ...(await fileFacts(path)), ...size },
      ...{ durationMs: 12_000, frameRate: 25, videoCodec: "h264", audioCodec: null },
    },
    provenance,
  });
  await ffmpeg("-i", path, "-vf", "fps=1/2:round=up", "-start_number", "0", join(directory, "frame.%07d.jpg"));
  const names = (await readdir(directory)).filter((name) => name.endsWith(".jpg")).sort();
  const files = names.slice(0, 6).map((name) => join(directory, name));
  for (const [index, file] of files.entries()) await uploadFile(file, framePlace(asset, index), "image/jpeg");
  await Derivatives.register({
    assetId,
    derivative: {
      ...{ kind: "frames" as const, uri: uriOf(mediaOf(asset, "frames/")), contentType: "image/jpeg" },
      ...{ ...(await fileFacts(...files)), ...size, count: files.length, intervalMs: 2000 },
    },
    provenance,
  });
}

/** Runs a step as the state machine does. */
const run = ({ workspaceId, assetId }: Inspected, step: keyof typeof handlers, more: object = {}) => {
  const runId = createId("run");
  const context = { awsRequestId: "test" } as Context;
  return handlers[step]({ workspaceId, assetId, runId, step, attempt: 0, from: null, ...more }, context);
};

it("footage is cut into shots, sampled, looked at and gathered", () =>
  inWorkspace(async () => {
    const asset = await readyAsset();
    await derive(asset);
    expect(await run(asset, "Shots")).toEqual({ shots: 2 });
    const { batches } = (await run(asset, "Sample")) as { batches: FrameBatch[] };
    const samples = await Derivatives.get(asset.assetId, "samples");
    expect(batches).toEqual(batchesOf(samples.count));
    for (const frames of batches) await run(asset, "See", { frames });
    await run(asset, "Gather");

    const shots = await Derivatives.get(asset.assetId, "shots");
    expect((await readDocument(placeOf(shots.uri), Shots)).shots).toMatchObject([
      { startMs: 0, endMs: 4000 },
      { startMs: 4000, endMs: 12_000 },
    ]);
    const { frames } = await readDocument(placeOf(samples.uri), Samples);
    expect(frames.map(({ atMs }) => atMs)).toEqual([0, 4000, 6000, 10_000]);
    const derivative = await Derivatives.get(asset.assetId, "vision");
    expect(derivative).toMatchObject({ frames: 4, people: 0, faces: 0, texts: 1 });
    const vision = await readDocument(placeOf(derivative.uri), Vision);
    expect(vision.texts).toMatchObject([{ text: "Harbour master", startMs: 6000, endMs: 10_000 }]);
    expect(vision.sights[1]?.colours[0]?.hex).toMatch(/^#2[01]4[01]/);

    // A second run finds everything there.
    const before = await Derivatives.rows(asset.assetId);
    await run(asset, "Shots");
    await run(asset, "Sample");
    for (const frames of batches) await run(asset, "See", { frames });
    await run(asset, "Gather");
    expect(await Derivatives.rows(asset.assetId)).toEqual(before);
  }));

it("sound without a picture has nothing to be looked at", () =>
  inWorkspace(async () => {
    const asset = await readyAsset(technical({ video: null }));
    expect(await run(asset, "Shots")).toEqual({ outcome: "skipped" });
    expect(await run(asset, "Sample")).toEqual({ batches: [] });
    expect(await run(asset, "Gather")).toEqual({ outcome: "skipped" });
    expect(await Derivatives.list(asset.assetId)).toEqual([]);
  }));
