import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { MediaConvertClient, paginateListJobs } from "@aws-sdk/client-mediaconvert";
import { GetObjectCommand, PutObjectCommand, paginateListObjectsV2, S3Client } from "@aws-sdk/client-s3";
import { makeClip } from "@videoflow/testing/clip";
import { startWithFilm } from "@videoflow/testing/prepared-library";
import { Product } from "@videoflow/testing/product";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startJudge } from "./judge-server.ts";

const folder = mkdtempSync(path.join(tmpdir(), "videoflow-reprocess-"));
const product = new Product("e2e");
const judge = await startJudge();
let api: ReturnType<Product["api"]>;
let s3: S3Client;
let assetId: string;

beforeAll(async () => {
  const ready = await startWithFilm(product, "--no-web");
  api = product.api(ready);
  assetId = ready.assetId;
  s3 = new S3Client({ ...product.clientConfig, forcePathStyle: true });
});
afterAll(async () => {
  judge.close();
  await product.stop();
  rmSync(folder, { recursive: true, force: true });
});

const bucket = () => product.resource("Media").name ?? "";

/** When each object that was made from the asset was written last, by its name in the asset's folder. */
async function written(): Promise<Map<string, number>> {
  const times = new Map<string, number>();
  for await (const { Contents = [] } of paginateListObjectsV2({ client: s3 }, { Bucket: bucket() }))
    for (const { Key = "", LastModified } of Contents) {
      const [, name] = Key.split(`${assetId}/`);
      if (name) times.set(name, LastModified?.getTime() ?? Number.NaN);
    }
  return times;
}

async function placeOf(name: string): Promise<{ Bucket: string; Key: string }> {
  const workspaceId = /s3:\/\/[^/]+\/([^/]+)\//.exec((await api.getAsset({ assetId })).derivatives[0]?.uri ?? "")?.[1];
  return { Bucket: bucket(), Key: `${workspaceId}/${assetId}/${name}` };
}

async function read(name: string): Promise<Record<string, unknown>> {
  const { Body } = await s3.send(new GetObjectCommand(await placeOf(name)));
  return JSON.parse((await Body?.transformToString()) ?? "");
}

/** Hashes of what was made, by kind. Vectors are left out: which texts a model is given together shows in their last digits. */
const hashes = async () => {
  const { derivatives } = await api.getAsset({ assetId });
  return Object.fromEntries(
    derivatives.filter(({ kind }) => kind !== "embeddings").map(({ kind, sha256 }) => [kind, sha256]),
  );
};

/** What a proxy is, apart from its bytes. */
async function proxyFacts() {
  const { derivatives } = await api.getAsset({ assetId });
  const found = derivatives.find(({ kind }) => kind === "proxy");
  if (found?.kind !== "proxy") throw new Error("There is no proxy");
  const { durationMs, width, height, frameRate, videoCodec, audioCodec } = found;
  return { durationMs, width, height, frameRate, videoCodec, audioCodec };
}

/** Reprocesses an asset to the end; returns the run, and which objects it wrote. */
async function reprocess(from: string, id = assetId) {
  const before = await written();
  // Times of objects are in whole seconds.
  await new Promise((resolve) => setTimeout(resolve, 1100));
  const [answer] = await product.ask("reprocess", id, "--from", from);
  const runId = String(answer?.runId);
  const status = async () => {
    const { understanding } = await api.getAsset({ assetId: id });
    return understanding?.runId === runId && understanding.status;
  };
  await expect.poll(status, { timeout: 120_000, interval: 200 }).toMatch(/searchable|failed/);
  // What tells of the run as a whole is written after that, and the end of its last step last.
  const isAtWork = async () => {
    const { status, steps } = await api.getRun({ runId });
    return status === "running" || steps.some((step) => step.status === "running");
  };
  await expect.poll(isAtWork, { timeout: 20_000 }).toBe(false);
  const after = await written();
  const changed = [...after.keys()].filter((name) => before.get(name) !== after.get(name) && !name.startsWith("runs/"));
  return { runId, status: await status(), changed: changed.sort() };
}

/** What Brief and the step behind it write, what says which engines answer now, and what says how all was made. */
const BRIEF_AND_ON = ["brief.json", "manifest.json", "segment.json", "vision/first.json"];

describe("reprocess", () => {
  it("makes a step and what depends on it again, and nothing else", async () => {
    const before = await hashes();
    const { understanding } = await api.getAsset({ assetId });
    const { runId, status, changed } = await reprocess("Brief");
    expect(status).toBe("searchable");
    expect(changed).toEqual(BRIEF_AND_ON);
    // Of the same the same is made, to the byte.
    expect(await hashes()).toEqual(before);
    // Who looked at the frames was the run before.
    expect(await read("vision/batch.0.json")).toMatchObject({ runId: understanding?.runId });
    const { steps } = await api.getRun({ runId });
    expect(steps.map(({ name }) => name)).toEqual(expect.arrayContaining(["Hear", "Check", "See.0", "Brief", "Index"]));
    expect(steps.filter(({ status }) => status !== "succeeded")).toEqual([]);
    const jobs: unknown[] = [];
    for await (const page of paginateListJobs({ client: new MediaConvertClient(product.clientConfig) }, {}))
      jobs.push(...(page.Jobs ?? []));
    expect(jobs).toHaveLength(1);
    expect((await api.searchMoments({ assetId })).total).toBe(3);
  });

  it("looks at the frames again when it is asked to", async () => {
    const before = await hashes();
    const { runId, changed } = await reprocess("See");
    expect(changed).toEqual(
      expect.arrayContaining(["vision/batch.0.json", "vision.json", "scenes.json", "brief.json", "embeddings.json"]),
    );
    for (const kept of ["transcript.json", "captions.vtt", "shots.json", "samples.json", "defects.json", "proxy.mp4"])
      expect(changed).not.toContain(kept);
    expect(await read("vision/batch.0.json")).toMatchObject({ runId });
    expect(await hashes()).toEqual(before);
  });

  it("makes a proxy again that proves broken, with all that depends on it", async () => {
    const [before, proxyBefore] = [await hashes(), await proxyFacts()];
    const place = await placeOf("proxy.mp4");
    const { Body } = await s3.send(new GetObjectCommand(place));
    const bytes = Buffer.from((await Body?.transformToByteArray()) ?? []);
    const percent = Math.floor(bytes.length / 100);
    for (let at = 30; at < 90; at += 5) bytes.fill(0xa5, at * percent, at * percent + 100);
    await s3.send(new PutObjectCommand({ ...place, Body: bytes }));
    expect((await reprocess("Measure")).status).toBe("failed");
    const message = expect.stringMatching(`does not decode.*Reprocess ${assetId} from Derive`);
    expect(await api.getAsset({ assetId })).toMatchObject({
      ...{ status: "ready", understanding: { reason: { code: "derivative_wrong", message } } },
    });

    const { runId, status, changed } = await reprocess("Derive");
    expect(status).toBe("searchable");
    expect(changed).toEqual(
      expect.arrayContaining([
        "proxy.mp4",
        "audio.m4a",
        "poster.jpg",
        "waveform.json",
        "transcript.json",
        "brief.json",
      ]),
    );
    // Of the same the same is made. The proxy looks the same, but an encoder of several threads that keeps to a bit rate is not exact.
    const { proxy: _, ...others } = before;
    expect(await hashes()).toMatchObject(others);
    expect(await proxyFacts()).toEqual(proxyBefore);
    const { nodes } = await api.getRunGraph({ runId });
    expect(nodes.filter(({ state }) => state !== "succeeded")).toEqual([]);
    expect(nodes.map(({ name }) => name)).toEqual(expect.arrayContaining(["Submit", "Register", "Hear", "Index"]));
    expect((await api.searchMoments({ assetId })).total).toBe(3);
  });

  it("says so when there is no such asset, or no such step", async () => {
    const unknown = await product.run("reprocess", "ast_01ARZ3NDEKTSV4RRFFQ69G5FAV", "--from", "Brief");
    expect(unknown).toMatchObject({ code: 1, stderr: expect.stringContaining("does not exist") });
    const step = await product.run("reprocess", assetId, "--from", "Nothing");
    expect(step).toMatchObject({ code: 1, stderr: expect.stringContaining("Hear") });
  });
});

describe("another judge", () => {
  const choose = () => product.run("judge", "openai-compatible", "--url", judge.url, "--model", "thinker", "--json");
  const briefOf = async (id: string) => {
    const { derivatives } = await api.getAsset({ assetId: id });
    return derivatives.find(({ kind }) => kind === "brief");
  };

  it("writes the brief anew and changes nothing that does not depend on it", async () => {
    expect(JSON.parse((await choose()).stdout)).toEqual({
      ...{ provider: "openai-compatible", baseUrl: judge.url, model: "thinker" },
    });
    // Only the index is asked for: that the brief is by another judge shows by itself.
    judge.answer("made up", "right");
    const { status, changed } = await reprocess("Index");
    expect({ status, changed }).toEqual({ status: "searchable", changed: BRIEF_AND_ON });
    expect(await briefOf(assetId)).toMatchObject({
      title: "A title by a model",
      engine: "openai-compatible thinker",
    });
    expect(await read("brief.json")).toMatchObject({
      title: { evidence: [{ kind: "words", from: 0, to: 3, text: "Welcome to the" }] },
      keyMoments: [{ startMs: 0, endMs: 4000 }],
    });
  });

  it("is told the facts and the schema, and what was wrong with its first answer", () => {
    const [first, second] = judge.asked;
    expect(judge.asked).toHaveLength(2);
    expect(first).toMatchObject({ model: "thinker", response_format: { type: "json_schema" } });
    expect(first?.messages.at(-1)?.content).toContain("The morning ferry leaves at nine.");
    expect(second?.messages.at(-1)?.content).toContain("“nobody ever said this” is not said in scene 0");
  });

  it("that does not answer leaves footage ready and says why, and reprocessing heals it", async () => {
    judge.answer("away");
    const clip = await makeClip(folder, 1);
    const { code, stdout } = await product.run("ingest", clip, "--wait", "--json");
    expect(code).toBe(1);
    const result = JSON.parse(stdout);
    const message = expect.stringMatching(/openai-compatible thinker gave no answer: .*not found/i);
    expect(result).toMatchObject({
      status: "ready",
      understanding: { status: "failed", reason: { code: "judge_failed", message } },
      scenes: { count: 1 },
    });
    expect(result).not.toHaveProperty("brief");
    const { steps } = await api.getRun({ runId: result.understanding.runId });
    expect(steps.find(({ name }) => name === "Brief")).toMatchObject({
      status: "failed",
      error: { code: "judge_failed", message },
    });
    expect((await api.searchMoments({ assetId: result.assetId })).items).toEqual([]);

    judge.answer("right");
    expect((await reprocess("Brief", result.assetId)).status).toBe("searchable");
    expect(await briefOf(result.assetId)).toMatchObject({ title: "A title by a model" });
    expect((await api.searchMoments({ assetId: result.assetId })).total).toBe(1);
  });

  it("gives way to the rules again, which write what they wrote before", async () => {
    await product.ask("judge", "rules");
    await reprocess("Index");
    expect(await briefOf(assetId)).toMatchObject({ engine: "rules 1" });
  });
});
