import { createId } from "@videoflow/core/id";
import { startTestStage } from "@videoflow/core/testing";
import { afterAll, describe, expect, it } from "vitest";
import { callerOf } from "./testing.ts";

const stage = await startTestStage();
afterAll(() => stage.stop());
const { app } = await import("./app.ts");
const ask = await callerOf("admin");

const send = (path: string, body: unknown) =>
  ask(path, { method: "POST", body: JSON.stringify(body), headers: { "content-type": "application/json" } });

describe("the API", () => {
  it("answers that it is there", async () => {
    const answer = await app.request("/health");
    expect([answer.status, await answer.json()]).toEqual([200, { status: "ok" }]);
  });

  it.each([
    ["an id that is none", "/assets/nonsense"],
    ["a status that is none", "/assets?status=done"],
    ["a page of no items", "/runs?limit=0"],
  ])("says where %s is wrong", async (_what, path) => {
    const answer = await ask(path);
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ code: "invalid", issues: [{ path: expect.any(String) }] });
  });

  it("publishes the JSON Schema of every kind of document", async () => {
    const { names } = (await (await ask("/schemas")).json()) as { names: string[] };
    expect(names).toEqual(expect.arrayContaining(["manifest", "transcript", "vision", "defects", "scenes", "brief"]));
    for (const name of names) {
      const answer = await ask(`/schemas/${name}`);
      const { $ref = "", $defs = {}, ...whole } = (await answer.json()) as { $ref?: string; $defs?: object };
      const schema = Object.entries($defs).find(([id]) => $ref.endsWith(`/${id}`))?.[1] ?? whole;
      expect(schema).toMatchObject({ type: "object", required: expect.arrayContaining(["version"]) });
    }
  });

  it("says what is wrong with a body", async () => {
    const answer = await send("/uploads", { name: "a/b", bytes: -1 });
    expect(answer.status).toBe(422);
    const { issues } = (await answer.json()) as { issues: { path: string }[] };
    expect(issues.map(({ path }) => path)).toEqual(["name", "bytes"]);
  });

  it.each([
    [`/assets/${createId("ast")}`],
    [`/assets/${createId("ast")}/storyboard.vtt`],
    [`/runs/${createId("run")}`],
    ["/nowhere"],
  ])("does not find %s", async (path) => {
    const answer = await ask(path);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toEqual({ code: "not_found", message: expect.any(String) });
  });

  it("takes an upload from its beginning to its end and shows the asset", async () => {
    const begun = await send("/uploads", { name: "a.mov", bytes: 3, contentType: "video/quicktime" });
    expect(begun.status).toBe(201);
    const { assetId, uploadId, parts } = (await begun.json()) as {
      assetId: string;
      uploadId: string;
      parts: { url: string }[];
    };
    const put = await fetch(parts[0]?.url ?? "", { method: "PUT", body: "abc" });
    const done = { uploadId, parts: [{ partNumber: 1, etag: put.headers.get("etag") }] };
    expect((await send(`/uploads/${assetId}/complete`, done)).status).toBe(202);
    const asset = await (await ask(`/assets/${assetId}`)).json();
    expect(asset).toMatchObject({ assetId, name: "a.mov", status: "uploading", derivatives: [], timingsMs: {} });
    const { items } = (await (await ask("/assets?limit=1")).json()) as { items: object[] };
    expect(items).toMatchObject([{ assetId }]);
  });

  it("gives an upload up", async () => {
    const { assetId } = (await (await send("/uploads", { name: "a.mov", bytes: 3 })).json()) as { assetId: string };
    expect((await ask(`/uploads/${assetId}`, { method: "DELETE" })).status).toBe(204);
    expect((await ask(`/assets/${assetId}`)).status).toBe(404);
  });

  it("describes every one of its routes, but for the description", async () => {
    const { paths } = (await (await app.request("/openapi.json")).json()) as { paths: Record<string, object> };
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ":$1")}`),
    );
    const served = app.routes
      .filter(({ method, path }) => method !== "ALL" && path !== "/openapi.json" && path !== "/reference")
      .map(({ method, path }) => `${method} ${path}`);
    expect([...new Set(served)].sort()).toEqual(described.sort());
  });
});
