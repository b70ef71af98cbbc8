import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { afterAll, afterEach, expect, it } from "vitest";
import { put } from "./put.ts";

const folder = mkdtempSync(path.join(tmpdir(), "videoflow-put-"));
const file = path.join(folder, "take.mov");
const content = randomBytes(5_000_000);
writeFileSync(file, content);

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The address of a server that answers so. */
async function storeThat(answers: RequestListener): Promise<string> {
  const created = createServer(answers);
  server = created;
  await new Promise<void>((resolve) => created.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(created.address() as AddressInfo).port}/part?signed=yes`;
}

it.each([
  ["all of it", 0, 5_000_000],
  ["a piece from the middle", 1_234_567, 3_000_001],
  ["nothing", 0, 0],
])("sends %s, and says how long that is before it does", async (_what, start, bytes) => {
  const seen: unknown[] = [];
  const url = await storeThat(async (request, response) => {
    const body = await buffer(request);
    seen.push(request.method, request.url, request.headers["content-length"]);
    seen.push(body.equals(content.subarray(start, start + bytes)));
    response.setHeader("etag", '"abc"').end();
  });
  expect(await put(url, { file, start, bytes })).toEqual({ status: 200, etag: '"abc"', body: "" });
  expect(seen).toEqual(["PUT", "/part?signed=yes", String(bytes), true]);
});

it("tells what was answered before all was sent", async () => {
  const url = await storeThat((_request, response) => void response.writeHead(403).end("too late"));
  expect(await put(url, { file, start: 0, bytes: 5_000_000 })).toEqual({ status: 403, etag: "", body: "too late" });
});

it.each<[string, RequestListener]>([
  ["in the middle", (request) => request.once("data", () => request.destroy())],
  ["when all is sent", (request) => request.resume().once("end", () => request.socket.destroy())],
])("fails when the line breaks %s", async (_when, answers) => {
  const url = await storeThat(answers);
  await expect(put(url, { file, start: 0, bytes: 5_000_000 })).rejects.toThrow(/ECONNRESET|EPIPE|socket hang up/);
});

it("does not wait for ever for an answer", async () => {
  const url = await storeThat((request) => void request.resume());
  const sent = put(url, { file, start: 0, bytes: 5_000_000 }, 300);
  await expect(sent).rejects.toThrow("nothing was heard for 0.3 s");
});

it("does not wait for what a file has no more", async () => {
  const url = await storeThat(async (request, response) => {
    await buffer(request).catch(() => {});
    response.end();
  });
  const sent = put(url, { file, start: 1_000_000, bytes: 5_000_000 });
  await expect(sent).rejects.toThrow("it became 1000000 bytes shorter than it was while it was sent");
});
