import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DynamoDBClient, ScanCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { makeClip } from "@videoflow/testing/clip";
import { Product, type Ready } from "@videoflow/testing/product";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const folder = mkdtempSync(path.join(tmpdir(), "videoflow-cli-"));
const product = new Product("e2e");
let ready: Ready;
let clip: string;

beforeAll(async () => {
  clip = await makeClip(folder, 1, 3);
  ready = await product.start("--no-web");
});
afterAll(async () => {
  await product.stop();
  rmSync(folder, { recursive: true, force: true });
});

const lines = (stdout: string) =>
  stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
const hasAws = () => {
  try {
    execFileSync("aws", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
};

/** Says of the search index that what answered to the model's id, when its vectors were made, was called so. Returns what it said. */
async function nameModel(name: string): Promise<string> {
  const client = new DynamoDBClient(product.clientConfig);
  const TableName = product.resource("Main").name ?? "";
  const { Items = [] } = await client.send(new ScanCommand({ TableName }));
  const row = Items.find(({ __edb_e__ }) => __edb_e__?.S === "searchIndex");
  if (!row?.pk || !row.sk) throw new Error("There is no search index yet");
  await client.send(
    new UpdateItemCommand({
      ...{ TableName, Key: { pk: row.pk, sk: row.sk }, UpdateExpression: "SET #current.model.#name = :name" },
      ExpressionAttributeNames: { "#current": "current", "#name": "name" },
      ExpressionAttributeValues: { ":name": { S: name } },
    }),
  );
  return row.current?.M?.model?.M?.name?.S ?? "";
}

describe("make", () => {
  it("runs a stage for as long as an order takes, when none runs, and waits for what comes of it", async () => {
    const alone = ["--stage", "alone", "--json"];
    const { code, stdout } = await product.run("make", "news", "--from", "harbour", ...alone);
    expect(code).toBe(2);
    expect(lines(stdout)).toMatchObject([{ status: "refused", refusedBy: "input" }]);
    expect(existsSync(path.join(product.home, "alone", "running.json"))).toBe(false);
  });
});

describe("ingest", () => {
  it("says of a clip, in one line of JSON, what it is and what was made of it", async () => {
    const { code, stdout } = await product.run("ingest", clip, "--wait", "--json");
    expect(code).toBe(0);
    const [result, ...others] = lines(stdout);
    expect(others).toEqual([]);
    expect(result).toMatchObject({
      assetId: expect.stringMatching(/^ast_/),
      name: "clip-1.mp4",
      status: "ready",
      durationMs: expect.any(Number),
      technical: {
        container: "mp4",
        video: { codec: "h264", width: 320, height: 180, frameRate: 25, rotation: 0 },
        audio: { codec: "aac", channels: 1, sampleRate: 44100 },
      },
      timingsMs: { total: expect.any(Number) },
    });
    expect(Math.abs(result.durationMs - 3000)).toBeLessThan(100);
    for (const derivative of result.derivatives) {
      expect(derivative).toMatchObject({
        uri: expect.stringMatching(/^s3:\/\//),
        bytes: expect.any(Number),
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      });
    }
    const kinds = result.derivatives.map(({ kind }: { kind: string }) => kind).sort();
    expect(kinds).toEqual([
      ...["audio", "brief", "captions", "defects", "embeddings", "frames", "poster", "proxy", "samples", "scenes"],
      ...["segment", "shots", "storyboard", "thumbnail", "transcript", "vision", "waveform"],
    ]);
  });

  it("takes what is in a folder, and exits with 2 and a sentence when one of it is not footage", async () => {
    const card = path.join(folder, "card");
    mkdirSync(card);
    for (const name of ["notes (1) ünï.mp4", ".DS_Store"]) writeFileSync(path.join(card, name), "this is not a film");
    await makeClip(card, 2);
    const { code, stdout } = await product.run("ingest", card, "--wait", "--json");
    expect(code).toBe(2);
    const byName = new Map(lines(stdout).map((line) => [line.name, line]));
    expect(byName.size).toBe(2);
    expect(byName.get("notes (1) ünï.mp4")).toMatchObject({ status: "rejected", reason: { code: "not_media" } });
    expect(byName.get("clip-2.mp4")).toMatchObject({ status: "ready" });
  });

  it("sends the others where one is refused, and tells both", async () => {
    const huge = path.join(folder, "huge.mov");
    writeFileSync(huge, "");
    // A hole: it takes no room.
    truncateSync(huge, 60_000_000_000);
    const { code, stdout } = await product.run(
      "ingest",
      huge,
      await makeClip(folder, 3),
      "--wait",
      "--until",
      "ready",
      "--json",
    );
    rmSync(huge);
    expect(code).toBe(2);
    const byName = new Map(lines(stdout).map((line) => [line.name, line]));
    const message = "huge.mov has 60000000000 bytes; the limit is 50000000000";
    expect(byName.get("huge.mov")).toMatchObject({
      assetId: null,
      status: "rejected",
      reason: { code: "invalid", message },
    });
    expect(byName.get("clip-3.mp4")).toMatchObject({ status: "ready" });
  });

  it("sends nothing when one of the files does not exist", async () => {
    const before = lines((await product.run("assets", "--json")).stdout).length;
    const { code, stderr } = await product.run("ingest", clip, path.join(folder, "missing.mp4"), "--json");
    expect(code).toBe(1);
    expect(stderr).toContain("missing.mp4 cannot be read");
    expect(lines((await product.run("assets", "--json")).stdout)).toHaveLength(before);
  });

  it("sends no file whose bytes are there already, and says where they are, also in the trash", async () => {
    const before = await product.ask("assets");
    const [known] = await product.ask("ingest", clip, "--wait");
    expect(known).toMatchObject({ status: "ready", duplicate: true });
    expect(before).toContainEqual(expect.objectContaining({ assetId: known?.assetId }));
    const assetId = String(known?.assetId);
    await product.ask("delete", assetId);
    const { code, stdout } = await product.run("ingest", clip, "--wait", "--json");
    expect([code, lines(stdout)]).toEqual([2, [expect.objectContaining({ assetId, reason: expect.anything() })]]);
    expect(lines(stdout)[0].reason).toMatchObject({ code: "in_trash", message: expect.stringContaining(assetId) });
    await product.ask("restore", assetId);
    expect(await product.ask("assets")).toHaveLength(before.length);
  });

  it("links the same bytes, sent all the same, instead of working on them again", async () => {
    const { stdout } = await product.run("ingest", clip, "--again", "--wait", "--json");
    const [again] = lines(stdout);
    const asset = await product.api(ready).getAsset({ assetId: again.assetId });
    expect(asset).toMatchObject({ status: "ready", linkedTo: expect.stringMatching(/^ast_/) });
    const { steps } = await product.api(ready).getRun({ runId: asset.runId ?? "" });
    expect(steps.map(({ name }) => name)).not.toContain("Submit");
  });
});

describe("the stage", () => {
  it("is served by one process at a time", async () => {
    const { code, stderr } = await product.run("start", "--no-web", "--port", "0");
    expect(code).toBe(1);
    expect(stderr).toContain("already running");
  });

  it("runs beside another one that knows nothing of it", async () => {
    const { code, stdout } = await product.run("ingest", clip, "--stage", "other", "--until", "ready", "--json");
    expect(code).toBe(0);
    const [result] = lines(stdout);
    expect(result).toMatchObject({ status: "ready" });
    await expect(product.api(ready).getAsset({ assetId: result.assetId })).rejects.toMatchObject({ status: 404 });
  });

  it("says where it runs", async () => {
    const { stdout } = await product.run("status", "--json");
    expect(lines(stdout)[0]).toMatchObject({ running: true, endpoint: ready.endpoint, api: ready.api });
  });

  it("has nothing to embed anew, and nothing to give up", async () => {
    const { code, stdout } = await product.run("reembed", "--wait");
    expect([code, stdout]).toEqual([0, expect.stringContaining("nothing to do")]);
    expect((await product.run("reembed", "--abandon")).stdout).toContain("nothing to give up");
  });

  it("that was kept from before another model came to answer says what to do, wherever it is felt", async () => {
    const [{ assetId }] = lines((await product.run("ingest", clip, "--wait", "--json")).stdout);
    const earlier = await nameModel("An earlier model");
    const remedy = /An earlier model.*another index in infra\/search\.ts.*\.\/videoflow reembed/;
    try {
      expect((await product.run("status")).stdout).toMatch(remedy);
      expect(lines((await product.run("status", "--json")).stdout)[0].advice).toMatch(remedy);
      for (const command of [["reembed"], ["search", "anything"]]) {
        expect(await product.run(...command)).toMatchObject({ code: 1, stderr: expect.stringMatching(remedy) });
      }
      const api = product.api(ready);
      const original = (await api.getAsset({ assetId })).linkedTo ?? assetId;
      const { runId } = await api.reprocessAsset({ assetId: original, from: "Embed" });
      let run = await api.getRun({ runId });
      while (run.status === "running") run = await api.getRun({ runId });
      expect(run).toMatchObject({ status: "failed", reason: { message: expect.stringMatching(remedy) } });
    } finally {
      await nameModel(earlier);
    }
    expect((await product.run("status")).stdout).not.toContain("reembed");
  });

  it("refuses to be emptied while it runs", async () => {
    const { code, stderr } = await product.run("reset", "--yes");
    expect(code).toBe(1);
    expect(stderr).toContain("Stop it first");
  });
});

describe("keys", () => {
  it("let programs call the API as far as their role goes, until they are revoked", async () => {
    const [made] = (await product.ask("keys", "make", "Newsroom", "--role", "viewer")) as [
      { secret: string; key: { keyId: string } },
    ];
    const send = (method: string, path: string) =>
      fetch(ready.api + path, { method, headers: { authorization: `Bearer ${made.secret}` } });
    expect([(await send("GET", "/assets")).status, (await send("POST", "/rebuild")).status]).toEqual([200, 403]);
    await product.ask("keys", "revoke", made.key.keyId);
    expect(await product.ask("keys")).toEqual([
      { ...made.key, lastUsedAt: expect.any(String), revokedAt: expect.any(String) },
    ]);
  });

  it("are not needed by the stage's owner, whose token any client may use", async () => {
    const [{ token }] = (await product.ask("token")) as [{ token: string }];
    const answer = await fetch(`${ready.api}/me`, { headers: { authorization: `Bearer ${token}` } });
    expect(await answer.json()).toMatchObject({ kind: "operator", workspace: { role: "admin" } });
    expect((await fetch(`${ready.api}/me`)).status).toBe(401);
  });
});

it.skipIf(!hasAws())("gives any AWS client its credentials", async () => {
  const { code, stdout } = await product.run("shell", "--", "aws", "s3", "ls");
  expect(code).toBe(0);
  expect(stdout).toMatch(/inputbucket/);
});

it("passes on the exit code of a command in the shell", async () => {
  expect((await product.run("shell", "--", "sh", "-c", "exit 7")).code).toBe(7);
});

it("shows what functions wrote about a run", async () => {
  const [{ runId }] = lines((await product.run("runs", "--limit", "1", "--json")).stdout);
  const { stdout } = await product.run("logs", "--run", runId, "--json");
  expect(lines(stdout).length).toBeGreaterThan(0);
  expect(lines(stdout).every(({ message }) => message.includes(runId))).toBe(true);
});

it("explains itself with --help on every command", async () => {
  const { stdout } = await product.run("--help");
  expect(stdout).toContain("Exit codes:");
  const commands = [...stdout.matchAll(/^ {2}([a-z]+) /gm)].map(([, name]) => name ?? "");
  for (const command of [
    "start",
    "ingest",
    "assets",
    "asset",
    "runs",
    "run",
    "search",
    "reprocess",
    "judge",
    "rebuild",
    "reembed",
    "logs",
    "status",
    "stop",
    "reset",
    "shell",
    "synth",
    "test",
  ]) {
    expect(commands).toContain(command);
  }
});
