import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Inspected } from "@videoflow/core/asset/asset";
import type { Technical } from "@videoflow/core/asset/technical.schema";
import type { Range } from "@videoflow/core/defect/measured.schema";
import type { DerivativeOf } from "@videoflow/core/derivative/derivative.schema";
import { audioTrack, technical, videoTrack } from "@videoflow/core/derivative/testing";
import { createId } from "@videoflow/core/id";
import { inWorkspace, startTestStage } from "@videoflow/core/testing";
import type { UnderstandStep } from "@videoflow/core/understanding/understanding.schema";
import { fileFacts } from "@videoflow/media/file-facts";
import type { Context } from "aws-lambda";
import { afterAll, beforeAll, expect, it } from "vitest";

const stage = await startTestStage();
const Assets = await import("@videoflow/core/asset/asset");
const { mediaOf, originalOf } = await import("@videoflow/core/asset/place");
const { placeOf, readText, uploadFile, uploadWhole, uriOf } = await import("@videoflow/core/bucket");
const { Checks } = await import("@videoflow/core/defect/defect.schema");
const Derivatives = await import("@videoflow/core/derivative/derivative");
const { readDocument } = await import("@videoflow/core/document");
const { rangesOf } = await import("@videoflow/core/defect/ranges");
const handlers = {
  Ranges: (await import("./ranges.ts")).handler,
  Measure: (await import("./measure.ts")).handler,
  Check: (await import("./check.ts")).handler,
};

let directory = "";
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "check-"));
});
afterAll(async () => {
  await stage.stop();
  await rm(directory, { recursive: true });
});

const ffmpeg = (...args: string[]) => promisify(execFile)("ffmpeg", ["-nostdin", "-v", "error", "-y", ...args]);

/** Six seconds: a test picture that goes black for two, and a tone that is off for two others. */
async function makeProxy(): Promise<string> {
  const path = join(directory, "proxy.mp4");
  const black = "drawbox=color=black:t=fill:enable='between(t,1,2.98)'";
  const tone = "sine=f=300:r=48000:d=6,volume=0:enable='between(t,3,5)'";
  await ffmpeg(
    ...["-f", "lavfi", "-i", `testsrc2=s=320x180:r=25:d=6,noise=alls=8:allf=t,${black}`, "-f", "lavfi", "-i", tone],
    ...["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac", "-ac", "2", path],
  );
  return path;
}

async function readyAsset(facts: Technical) {
  const assetId = createId("ast");
  await Assets.create({
    ...{ assetId, name: "a.mov", status: "received", key: `uploads/x/${assetId}/a.mov`, bytes: 1 },
    ...{ technical: facts, fingerprint: "f".repeat(64) },
  });
  return Assets.getInspected(assetId);
}

interface Run {
  readonly workspaceId: string;
  readonly assetId: string;
  readonly runId: string;
  readonly from: UnderstandStep | null;
}

const call = (name: keyof typeof handlers, run: Run, changes: object = {}) =>
  handlers[name]({ ...run, step: name, attempt: 0, ...changes }, {} as Context);

/** The branch of the workflow that checks. */
async function check(workspaceId: string, assetId: string, from: UnderstandStep | null = null) {
  const run = { workspaceId, assetId, runId: createId("run"), from };
  const { ranges } = (await call("Ranges", run)) as { ranges: Range[] };
  for (const range of ranges) await call("Measure", run, { range, step: `Measure.${range.range}` });
  return call("Check", run);
}

const rangeText = (asset: Inspected) => readText(mediaOf(asset, "checks/range.0.json"));

const defectsOf = async (assetId: string) => {
  const { uri } = await Derivatives.get(assetId, "defects");
  const { defects, loudness } = await readDocument(placeOf(uri), Checks);
  return { loudness, defects: defects.map(({ kind, startMs, endMs }) => [kind, startMs, endMs]) };
};

it("checks the proxy once, and again when the proxy is another", () =>
  inWorkspace(async (workspaceId) => {
    const lasting = { endMs: 6000 };
    const asset = await readyAsset(technical({ video: videoTrack(lasting), audio: audioTrack({ endMs: 5500 }) }));
    const { assetId } = asset;
    const path = await makeProxy();
    const place = mediaOf(asset, "proxy.mp4");
    await uploadFile(path, place, "video/mp4");
    await uploadFile(path, originalOf(asset), "video/mp4");
    const register = async (sha256?: string) =>
      Derivatives.register({
        assetId,
        derivative: {
          ...{ kind: "proxy" as const, uri: uriOf(place), contentType: "video/mp4", ...(await fileFacts(path)) },
          ...{ width: 320, height: 180, durationMs: 6000, frameRate: 25, videoCodec: "h264", audioCodec: "aac" },
          ...(sha256 && { sha256 }),
        },
        provenance: { inputs: {}, operation: "test", parameters: {}, tool: "test" },
      });
    await register();
    expect(await check(workspaceId, assetId)).toEqual({ defects: 3, critical: 0 });
    const { defects, loudness } = await defectsOf(assetId);
    expect(defects).toEqual([
      ["black", 1000, 3000],
      ["silence", 3100, 5000],
      ["drift", 5500, 6000],
    ]);
    expect(loudness?.integratedLufs).toBeCloseTo(-22.2, 0);
    const rows = () => Derivatives.findRow(assetId, "defects");
    const before = await rows();
    expect(before?.provenance.tool).toMatch(/^ffmpeg \S+, detectors \d+$/);
    const measured = await rangeText(asset);
    await check(workspaceId, assetId);
    expect(await rows()).toEqual(before);
    expect(await rangeText(asset)).toBe(measured);
    await check(workspaceId, assetId, "Check");
    expect(await rangeText(asset)).toBe(measured);
    await check(workspaceId, assetId, "Measure");
    expect(await rangeText(asset)).not.toBe(measured);
    expect((await rows())?.provenance.inputs).toEqual(before?.provenance.inputs);
    await register("e".repeat(64));
    await check(workspaceId, assetId);
    expect((await rows())?.provenance.inputs).toMatchObject({ original: "f".repeat(64), proxy: "e".repeat(64) });
  }));

it("listens to the original where there is no picture", () =>
  inWorkspace(async (workspaceId) => {
    const audio = audioTrack({ endMs: 4000 });
    const asset = await readyAsset(technical({ container: "wav", video: null, audio, audioTracks: [audio] }));
    const path = join(directory, "memo.wav");
    await ffmpeg("-f", "lavfi", "-i", "sine=f=300:r=48000:d=4,volume=0:enable='gte(t,2)'", path);
    await uploadFile(path, originalOf(asset), "audio/wav");
    expect(await check(workspaceId, asset.assetId)).toEqual({ defects: 1, critical: 0 });
    expect((await defectsOf(asset.assetId)).defects).toEqual([["silence", 2100, 4000]]);
  }));

it("does not judge by what was measured of another proxy", () =>
  inWorkspace(async (workspaceId) => {
    const audio = audioTrack({ endMs: 1000 });
    const asset = await readyAsset(technical({ container: "wav", video: null, audio, audioTracks: [audio] }));
    const run = { workspaceId, assetId: asset.assetId, runId: createId("run"), from: null };
    const nothing = { picture: null, sound: null };
    const other = JSON.stringify({ key: "of another", runId: run.runId, measured: nothing });
    await uploadWhole(other, mediaOf(asset, "checks/range.0.json"), "application/json");
    await expect(call("Check", run)).rejects.toThrow("reprocess from Measure");
  }));

it("measures anew what was measured by earlier rules, whatever is written of it", () =>
  inWorkspace(async (workspaceId) => {
    const audio = audioTrack({ endMs: 2000 });
    const asset = await readyAsset(technical({ container: "wav", video: null, audio, audioTracks: [audio] }));
    const path = join(directory, "short.wav");
    await ffmpeg("-f", "lavfi", "-i", "sine=f=300:r=48000:d=2", path);
    await uploadFile(path, originalOf(asset), "audio/wav");
    const earlier = JSON.stringify({ key: "of earlier rules", runId: createId("run"), measured: { brightness: [] } });
    await uploadWhole(earlier, mediaOf(asset, "checks/range.0.json"), "application/json");
    expect(await check(workspaceId, asset.assetId)).toEqual({ defects: 0, critical: 0 });
  }));

it.each([
  [0, [[0, null]]],
  [900_000, [[0, null]]],
  [
    1_800_040,
    [
      [0, 9000],
      [9000, 18_000],
      [18_000, null],
    ],
  ],
])("parts a proxy of %i ms into ranges of a quarter of an hour", (durationMs, expected) => {
  const proxy = { durationMs } as DerivativeOf<"proxy">;
  const asset = { technical: technical() };
  expect(rangesOf(asset, proxy).map(({ from, to }) => [from, to])).toEqual(expected);
  expect(rangesOf(asset, null)).toEqual([{ range: 0, from: 0, to: null, of: 1 }]);
});

it("parts footage whose original is heavy to decode into shorter ranges", () => {
  const heavy = { technical: technical({ video: videoTrack({ width: 3840, height: 2160, frameRate: 50 }) }) };
  const proxy = { durationMs: 400_000 } as DerivativeOf<"proxy">;
  expect(rangesOf(heavy, proxy).map(({ from, to }) => [from, to])).toEqual([
    [0, 1800],
    [1800, 3600],
    [3600, null],
  ]);
});
