import { createHash } from "node:crypto";
import { startTestStage } from "@videoflow/core/testing";
import { afterAll, describe, expect, it } from "vitest";
import { callerOf } from "./testing.ts";

const stage = await startTestStage({ workflows: true });
afterAll(() => stage.stop());
const { app } = await import("./app.ts");
const ask = await callerOf("admin");
const { IdempotencyEntity } = await import("@videoflow/core/idempotency/idempotency.entity");

const send = (method: string, path: string, body: unknown, headers: Record<string, string> = {}) =>
  ask(path, {
    method,
    body: JSON.stringify(body),
    headers: { "content-type": "application/json", ...headers },
  });
const upload = (key: string, name = "a.mov") =>
  send("POST", "/uploads", { name, bytes: 3 }, { "idempotency-key": key });
const hashOf = (key: string) => createHash("sha256").update(key).digest("hex");
const code = async (answer: Response) => [answer.status, ((await answer.json()) as { code: string }).code];

const webhook = async () => {
  const answer = await send("POST", "/webhooks", { url: "https://example.com/hook", events: ["asset.ready"] });
  return (await answer.json()) as { webhookId: string; secret: string };
};

describe("a request that makes something, with an Idempotency-Key", () => {
  it("makes it once, and gives the same answer again, however large that is", async () => {
    const large = { name: "a.mov", bytes: 16_000_000_000 };
    const one = await send("POST", "/uploads", large, { "idempotency-key": "large" });
    const two = await send("POST", "/uploads", large, { "idempotency-key": "large" });
    const text = await one.text();
    expect(text.length).toBeGreaterThan(500_000);
    expect([two.status, await two.text(), two.headers.get("content-type")]).toEqual([
      201,
      text,
      one.headers.get("content-type"),
    ]);
    expect([one.headers.get("idempotent-replayed"), two.headers.get("idempotent-replayed")]).toEqual([null, "true"]);
  });

  it("is refused when the key was given with another body or to another path", async () => {
    await upload("other");
    expect(await code(await upload("other", "b.mov"))).toEqual([422, "key_reused"]);
    const elsewhere = await send("POST", "/rebuild", { name: "a.mov", bytes: 3 }, { "idempotency-key": "other" });
    expect(await code(elsewhere)).toEqual([422, "key_reused"]);
  });

  it("of many at the same time is done by one", async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => upload("many")));
    const done = answers.filter(({ status }) => status === 201);
    const ids = await Promise.all(done.map(async (answer) => ((await answer.json()) as { assetId: string }).assetId));
    expect(new Set(ids).size).toBe(1);
    for (const answer of answers.filter(({ status }) => status !== 201))
      expect(await code(answer)).toEqual([409, "busy"]);
  });

  it("can be sent again when it was refused, and after a minute when it was cut off", async () => {
    expect((await upload("again", "a/b")).status).toBe(422);
    expect((await upload("again")).status).toBe(201);
    const [row] = (await IdempotencyEntity.scan.go({ pages: "all" })).data;
    if (!row) throw new Error("Nothing is kept of keys");
    const { workspaceId, keyHash, expiresAt } = row;
    expect(expiresAt - Date.now() / 1000).toBeGreaterThan(23 * 3600);
    const cutOff = (lockedUntil: number) =>
      IdempotencyEntity.patch({ workspaceId, keyHash: hashOf("again") })
        .set({ lockedUntil })
        .remove(["answer"])
        .go();
    await cutOff(Date.now() + 1000);
    expect((await upload("again")).status).toBe(409);
    await cutOff(Date.now() - 1);
    expect((await upload("again")).status).toBe(201);
    expect(keyHash).toMatch(/^[0-9a-f]{64}$/);
  });

  it("keeps no secret: what was answered with one is not answered again", async () => {
    for (const [path, body] of [
      ["/webhooks", { url: "https://example.com/hook", events: ["asset.ready"] }],
      ["/keys", { name: "a" }],
    ] as const) {
      const key = { "idempotency-key": `secret${path}` };
      const one = await send("POST", path, body, key);
      const { secret } = (await one.json()) as { secret: string };
      expect([one.status, one.headers.get("cache-control")]).toEqual([201, "no-store"]);
      expect(secret).toMatch(/^(whsec|vfk)_/);
      const two = await send("POST", path, body, key);
      expect(two.headers.get("idempotent-replayed")).toBe("true");
      expect(await code(two)).toEqual([409, "conflict"]);
    }
  });

  it.each(["", "a b", "x".repeat(256)])("is refused with a key that is none: '%s'", async (key) => {
    const answer = await send("POST", "/uploads", { name: "a.mov", bytes: 3 }, { "idempotency-key": key });
    expect(answer.status).toBe(422);
  });
});

describe("what was read", () => {
  it("is kept by nobody when it was a link that showed it", async () => {
    const order = { useCase: "news", footage: { by: "search", query: "rain" }, duration: { targetMs: 60_000 } };
    const { cutId } = (await (await send("POST", "/cuts", order)).json()) as { cutId: string };
    const { token } = (await (await send("POST", `/cuts/${cutId}/shares`, { hours: 1 })).json()) as { token: string };
    const { status, headers } = await ask(`/shares/${token}`);
    expect([status, headers.get("cache-control"), headers.get("etag")]).toEqual([200, "no-store", null]);
  });

  it("is not sent again to who has it", async () => {
    const { webhookId } = await webhook();
    const first = await ask(`/webhooks/${webhookId}`);
    const etag = first.headers.get("etag") ?? "";
    expect(etag).toMatch(/^"[0-9a-z]+-[\w-]{22}"$/);
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`]) {
      const answer = await ask(`/webhooks/${webhookId}`, { headers: { "if-none-match": known } });
      expect([answer.status, await answer.text(), answer.headers.get("etag")]).toEqual([304, "", etag]);
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
    await send("PATCH", `/webhooks/${webhookId}`, { description: "new" });
    const changed = await ask(`/webhooks/${webhookId}`, { headers: { "if-none-match": etag } });
    expect([changed.status, changed.headers.get("etag") === etag]).toEqual([200, false]);
  });

  it("can be changed on the condition that nobody has changed it since", async () => {
    const { assetId } = (await (await upload("if-match")).json()) as { assetId: string };
    const { webhookId } = await webhook();
    for (const [path, one, two] of [
      [`/assets/${assetId}`, { tags: ["one"] }, { tags: ["two"] }],
      [`/webhooks/${webhookId}`, { description: "one" }, { description: "two" }],
    ] as const) {
      const etag = (await ask(path)).headers.get("etag") ?? "";
      await new Promise((resolve) => setTimeout(resolve, 5));
      expect((await send("PATCH", path, one, { "if-match": etag })).status).toBeLessThan(300);
      expect(await code(await send("PATCH", path, two, { "if-match": etag }))).toEqual([412, "stale"]);
      expect(await code(await send("PATCH", path, two, { "if-match": '"nonsense"' }))).toEqual([412, "stale"]);
      expect(await (await ask(path)).json()).toMatchObject(one);
    }
  });
});

it("every answer has the id of its request, the caller's own if it sent one", async () => {
  for (const path of ["/health", "/nowhere", "/assets/nonsense", "/openapi.json", "/reference"]) {
    expect((await app.request(path)).headers.get("x-request-id"), path).toMatch(/^[\w-]{36}$/);
    const own = await app.request(path, { headers: { "x-request-id": "mine-1" } });
    expect(own.headers.get("x-request-id"), path).toBe("mine-1");
  }
  const env = { requestContext: { requestId: "of-the-gateway=" } };
  expect((await app.request("/health", {}, env)).headers.get("x-request-id")).toBe("of-the-gateway=");
});

it.each(["e30", Buffer.from('{"pk":"other","sk":"other"}').toString("base64url"), "nonsense"])(
  "a cursor that no list gave is the caller's mistake: %s",
  async (cursor) => {
    for (const list of ["/assets", "/runs", "/webhooks"])
      expect(await code(await ask(`${list}?cursor=${cursor}`)), list).toEqual([422, "invalid"]);
  },
);

it("the reference has every operation and every schema, and loads nothing", async () => {
  const page = await app.request("/reference");
  const html = await page.text();
  const document = (await (await app.request("/openapi.json")).json()) as {
    paths: Record<string, Record<string, { operationId: string }>>;
    components: { schemas: object };
  };
  const ids = Object.values(document.paths).flatMap((methods) => Object.values(methods));
  for (const { operationId } of ids) expect(html).toContain(`<article id="${operationId}">`);
  for (const name of Object.keys(document.components.schemas)) expect(html).toContain(`<article id="schema-${name}">`);
  expect(page.headers.get("content-security-policy")).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; /);
  expect(html).not.toMatch(/<script|<link|<img|src=|@import|url\(/);
});

it("every event has a description, a JSON Schema of its message, and a place in the description of the API", async () => {
  const { webhooks } = (await (await app.request("/openapi.json")).json()) as { webhooks: object };
  const { items } = (await (await ask("/events")).json()) as { items: { type: string; description: string }[] };
  expect(Object.keys(webhooks)).toEqual(items.map(({ type }) => type));
  for (const { type, description } of items) {
    expect(description).not.toBe(type);
    expect(await (await ask(`/events/${type}`)).json()).toMatchObject({
      title: type,
      properties: { type: { const: type }, timestamp: { format: "date-time" }, data: { type: "object" } },
      required: ["type", "timestamp", "data"],
    });
  }
});
