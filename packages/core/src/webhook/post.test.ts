import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { post } from "./post.ts";
import { startReceiver } from "./testing.ts";

/** A name that only the first one who asks is told of: for everybody after that there is none. */
vi.mock("node:dns/promises", async (original) => {
  const dns = await original<typeof import("node:dns/promises")>();
  const lookup = (name: string, options: object) =>
    name === "once.test" ? [{ address: "127.0.0.1", family: 4 }] : dns.lookup(name, options);
  return { ...dns, lookup };
});

const reach = { loopback: true };
let receiver: Awaited<ReturnType<typeof startReceiver>>;
beforeAll(async () => {
  receiver = await startReceiver();
});
afterAll(() => receiver.stop());

const send = (more: Partial<Parameters<typeof post>[0]> = {}) =>
  post({ url: receiver.url, headers: { "webhook-id": "evt_1" }, body: '{"a":"ä"}', reach, ...more });

it("sends headers and body as they are, and keeps the beginning of the answer", async () => {
  receiver.answer((_, response) => void response.writeHead(200).end("x".repeat(5000)));
  const attempt = await send();
  expect(attempt).toMatchObject({ status: 200, durationMs: expect.any(Number), at: expect.stringMatching(/Z$/) });
  expect(attempt.excerpt).toBe("x".repeat(1024));
  expect(receiver.received.at(-1)).toMatchObject({ body: '{"a":"ä"}', headers: { "webhook-id": "evt_1" } });
});

it("does not read an answer without an end", async () => {
  receiver.answer((_, response) => {
    response.writeHead(200);
    const writing = setInterval(() => response.write("x".repeat(512)), 1);
    response.once("close", () => clearInterval(writing));
  });
  expect(await send()).toMatchObject({ status: 200, excerpt: "x".repeat(1024) });
});

it("does not follow a redirect", async () => {
  const before = receiver.received.length;
  receiver.answer((_, response) => void response.writeHead(302, { location: `${receiver.origin}/private` }).end("go"));
  expect(await send()).toMatchObject({ status: 302, excerpt: "go" });
  expect(receiver.received.slice(before).map(({ path }) => path)).toEqual(["/hook"]);
});

it("connects to the address that was checked, and does not ask for the name again", async () => {
  receiver.answer(204);
  expect(await send({ url: receiver.url.replace("127.0.0.1", "once.test") })).toMatchObject({ status: 204 });
  expect(receiver.received.at(-1)?.headers.host).toMatch(/^once\.test:/);
});

it("does not wait for ever for an answer", async () => {
  receiver.answer(() => {});
  expect(await send({ timeoutMs: 200 })).toMatchObject({ error: { code: "timeout" } });
});

it("takes the status for the answer when the rest does not come", async () => {
  receiver.answer((_, response) => {
    response.writeHead(200);
    const writing = setInterval(() => response.write("x"), 20);
    response.once("close", () => clearInterval(writing));
  });
  const attempt = await send({ timeoutMs: 200 });
  expect(attempt).toMatchObject({ status: 200, excerpt: expect.stringMatching(/^x+$/) });
  expect(attempt.durationMs).toBeLessThan(5000);
});

it("says so when nobody answers", async () => {
  expect(await send({ url: "http://127.0.0.1:1/hook" })).toMatchObject({ error: { code: "ECONNREFUSED" } });
});

it.each(["http://127.0.0.1:PORT/hook", "http://localhost:PORT/hook", "http://[::ffff:127.0.0.1]:PORT/hook"])(
  "does not connect to %s where this machine may not be called",
  async (url) => {
    const before = receiver.received.length;
    const attempt = await send({ url: url.replace("PORT", new URL(receiver.url).port), reach: { loopback: false } });
    expect(attempt).toMatchObject({ error: { code: "address_refused" } });
    expect(receiver.received).toHaveLength(before);
  },
);
