import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ApiError, createClient } from "./client.ts";

let answer: RequestListener = (_request, response) => response.end();
const server = createServer((request, response) => answer(request, response));
beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
afterAll(() => new Promise((resolve) => server.close(resolve)));
const client = () => createClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);

/** Answers the next request with `status` and `body`, and tells what it was. */
function expectRequest(status: number, body: string, type = "application/json") {
  return new Promise<{ request: IncomingMessage; sent: string }>((resolve) => {
    answer = async (request, response) => {
      const sent = await text(request);
      response.writeHead(status, { "content-type": type }).end(status === 204 ? undefined : body);
      resolve({ request, sent });
    };
  });
}

describe("the client", () => {
  it("puts ids into the path and the rest into the body", async () => {
    const asked = expectRequest(202, '{"assetId":"a"}');
    const parts = [{ partNumber: 1, etag: "e" }];
    expect(await client().completeUpload({ assetId: "a b", uploadId: "u", parts })).toEqual({ assetId: "a" });
    const { request, sent } = await asked;
    expect([request.method, request.url]).toEqual(["POST", "/uploads/a%20b/complete"]);
    expect(JSON.parse(sent)).toEqual({ uploadId: "u", parts });
  });

  it("puts what is given into the query, and leaves out what is not", async () => {
    const asked = expectRequest(200, '{"items":[],"cursor":null}');
    await client().listAssets({ status: "ready", cursor: null, limit: undefined });
    expect((await asked).request.url).toBe("/assets?status=ready");
  });

  it("gives text that is not JSON as it is, and nothing for nothing", async () => {
    void expectRequest(200, "WEBVTT", "text/vtt");
    expect(await client().getStoryboard({ assetId: "a" })).toBe("WEBVTT");
    void expectRequest(204, "");
    expect(await client().abortUpload({ assetId: "a" })).toBeUndefined();
  });

  it.each([
    [404, '{"code":"not_found","message":"Asset a does not exist"}', "not_found", "Asset a does not exist"],
    [502, "<html>Bad Gateway</html>", "unexpected", "502 Bad Gateway <html>Bad Gateway</html>"],
    [429, '{"message":"Too Many Requests"}', "too_many", expect.stringContaining("try again in a moment")],
    [401, '{"message":"Unauthorized"}', "unauthorized", expect.stringContaining("sign in")],
    [403, '{"message":"Forbidden"}', "forbidden", expect.stringContaining("invite")],
  ])("throws what the API answers with %d", async (status, body, code, message) => {
    void expectRequest(status, body);
    const error = await client()
      .getAsset({ assetId: "a" })
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status, code, message });
  });

  it("sends credentials and workspace, and others, once, when those are refused", async () => {
    const seen: unknown[] = [];
    answer = ({ headers }, response) => {
      seen.push([headers.authorization, headers["videoflow-workspace"]]);
      response.writeHead(401).end('{"message":"Unauthorized"}');
    };
    const { port } = server.address() as AddressInfo;
    const credentials = async (refused: boolean) => ({ token: refused ? "new" : "old", workspace: "wsp_1" });
    const asking = createClient(`http://127.0.0.1:${port}`, { credentials }).getHealth();
    await expect(asking).rejects.toMatchObject({ status: 401, code: "unauthorized" });
    expect(seen).toEqual([
      ["Bearer old", "wsp_1"],
      ["Bearer new", "wsp_1"],
    ]);
  });

  it("waits as long as it is told when it has asked for too much, and asks again", async () => {
    const seen: number[] = [];
    answer = async (request, response) => {
      expect(await text(request)).toBe('{"uploadId":"u","parts":[]}');
      seen.push(Date.now());
      if (seen.length === 1) response.writeHead(429, { "retry-after": "1" }).end('{"code":"too_many","message":"m"}');
      else response.writeHead(202, { "content-type": "application/json" }).end('{"assetId":"a"}');
    };
    expect(await client().completeUpload({ assetId: "a", uploadId: "u", parts: [] })).toEqual({ assetId: "a" });
    const [first = 0, second = 0] = seen;
    expect(seen).toHaveLength(2);
    expect(second - first).toBeGreaterThanOrEqual(1000);
  });

  it("can be stopped while it waits", async () => {
    const stop = new AbortController();
    answer = (_request, response) => {
      response.writeHead(429, { "retry-after": "30" }).end('{"code":"too_many","message":"m"}');
      setTimeout(() => stop.abort(), 50);
    };
    await expect(client().getHealth({}, { signal: stop.signal })).rejects.toMatchObject({ name: "AbortError" });
  });

  it("says so when nobody answers", async () => {
    const error = await createClient("http://127.0.0.1:1")
      .getHealth()
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ status: 0, code: "unreachable" });
  });

  it("can be stopped", async () => {
    const stop = new AbortController();
    answer = () => stop.abort();
    await expect(client().getHealth({}, { signal: stop.signal })).rejects.toMatchObject({ name: "AbortError" });
  });
});
