import { readFileSync } from "node:fs";
import path from "node:path";
import { provideActor } from "@videoflow/core/actor";
import { clip, specOf } from "@videoflow/core/cut/render/testing";
import { orderedCut } from "@videoflow/core/cut/testing";
import { createId } from "@videoflow/core/id";
import { assetWith, scenesOf } from "@videoflow/core/search/testing";
import { startTestStage } from "@videoflow/core/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

/** The whole way of a request: gateway, authorizer, API. */
/** With more requests than one key may make. */
const stage = await startTestStage({
  api: true,
  workflows: true,
  settings: { Limits: { requestsASecond: 10_000, requestBurst: 100_000 } },
});
afterAll(() => stage.stop());
const { Resource } = await import("sst");
const Assets = await import("@videoflow/core/asset/asset");
const { ClaimEntity } = await import("@videoflow/core/asset/claim.entity");
const Keys = await import("@videoflow/core/access/keys");
const Operators = await import("@videoflow/core/access/operators");
const Cuts = await import("@videoflow/core/cut/row");
const Shares = await import("@videoflow/core/cut/share");
const { noteUses } = await import("@videoflow/core/cut/use");
const Runs = await import("@videoflow/core/run/run");
const SavedSearches = await import("@videoflow/core/saved-search/saved-search");
const Setting = await import("@videoflow/core/setting/setting");
const Uploads = await import("@videoflow/core/upload/upload");
const Webhooks = await import("@videoflow/core/webhook/webhook");
const { test } = await import("@videoflow/core/webhook/dispatch");
const { indexWords } = await import("@videoflow/core/search/index-words");
const { mark } = await import("@videoflow/core/search/mark");

type Role = "viewer" | "editor" | "admin";

interface Route {
  readonly method: string;
  readonly path: string;
  readonly operationId: string;
  readonly security?: readonly { readonly key?: readonly [Role, string] }[];
}

const document = JSON.parse(
  readFileSync(path.resolve(import.meta.dirname, "../../../client/openapi.json"), "utf8"),
) as { paths: Record<string, Record<string, Omit<Route, "method" | "path">>> };
const all = Object.entries(document.paths).flatMap(([route, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path: route, ...operation })),
);
const OPEN = ["getHealth", "openShare", "openStream"];
const routes = all.filter(({ operationId }) => !OPEN.includes(operationId));
const leastOf = ({ security = [] }: Route) => security.find(({ key }) => key)?.key?.[0] ?? "none";

/** Ours asks; theirs is another workspace, in which there is one of everything. */
const [ours, theirs] = [createId("wsp"), createId("wsp")];
const inside = <Result>(workspaceId: string, run: () => Promise<Result>) =>
  provideActor({ workspaceId, who: "operator", id: "somebody@example.com" }, run);

const tokens: Record<string, string> = {};
const ids: Record<string, string> = {};
/** Words that are in the other workspace and nowhere else. */
const WORD = "zanzibar";

async function makeOneOfEverything() {
  const asset = await assetWith(scenesOf(`A boat near ${WORD}.`));
  await indexWords(asset, false);
  const claimed = { workspaceId: theirs, assetId: asset.assetId, fingerprint: "a".repeat(64), bytes: 3 };
  await ClaimEntity.create(claimed).go();
  await mark({ assetId: asset.assetId, tags: [WORD], collections: [WORD] });
  const runId = createId("run");
  await Runs.begin({ runId, assetId: asset.assetId, workflow: "Ingest" });
  await Setting.put({ judge: { provider: "bedrock", model: WORD } });
  const { key } = await Keys.make({ name: WORD, role: "admin" });
  const { operatorId } = await Operators.invite({ email: `${WORD}@example.com`, role: "viewer" });
  const { searchId } = await SavedSearches.create({ name: WORD, query: { q: WORD } });
  Object.assign(ids, { searchId });
  const upload = await Uploads.begin({ name: `${WORD}.mov`, bytes: 3 });
  const { webhookId } = await Webhooks.create({ url: `https://${WORD}.example.com`, events: ["asset.ready"] });
  const { deliveryId } = await test(webhookId);
  Object.assign(ids, { webhookId, deliveryId });
  const cut = { ...orderedCut(), title: WORD };
  await Cuts.create(cut);
  await noteUses(specOf([clip("c1", asset.assetId)], { cutId: cut.cutId }));
  const { share } = await Shares.make({ cutId: cut.cutId });
  Object.assign(ids, { cutId: cut.cutId, shareId: share.shareId });
  Object.assign(ids, { assetId: asset.assetId, runId, keyId: key.keyId, operatorId, uploading: upload.assetId });
}

beforeAll(async () => {
  const make = (name: string, workspaceId: string, key: Parameters<typeof Keys.make>[0]) =>
    inside(workspaceId, async () => {
      tokens[name] = (await Keys.make(key)).secret;
    });
  for (const role of ["viewer", "editor", "admin"] as const) await make(role, ours, { name: role, role });
  await make("narrow", ours, { name: "narrow", role: "admin", scopes: ["schemas"] });
  await make("elsewhere", ours, { name: "elsewhere", role: "admin", scopes: ["system"] });
  await make("theirs", theirs, { name: "theirs", role: "admin" });
  await inside(theirs, makeOneOfEverything);
});

const ORDER = { useCase: "news", footage: { by: "search", query: "nothing" }, duration: { targetMs: 60_000 } };

/** A body for every operation that takes one. */
const bodies: Record<string, object> = {
  beginUpload: { name: "a.mov", bytes: 1 },
  completeUpload: { uploadId: "u", parts: [{ partNumber: 1, etag: "e" }] },
  markAsset: { tags: ["a"] },
  reprocessAsset: { from: "Scenes" },
  addSidecar: { name: "a.srt", bytes: 1 },
  putSettings: { judge: { provider: "rules" } },
  makeKey: { name: "a" },
  inviteOperator: { email: "new@example.com", role: "viewer" },
  changeOperator: { role: "editor" },
  openWorkspace: { name: "a" },
  createWebhook: { url: "https://example.com/hook", events: ["asset.ready"] },
  changeWebhook: { description: "a" },
  orderCut: ORDER,
  quoteCut: ORDER,
  setCutBudget: { budgetMicroUsd: 1 },
  reviseCut: { by: "timeline", format: "otio", text: "{}" },
  reviewCut: { revision: 1, verdict: "approved", note: "" },
  shareCut: { hours: 1 },
  saveSearch: { name: "a", query: { q: "a" } },
  changeSearch: { name: "a" },
  replayRun: {},
  redriveDeadLetters: {},
};
/** A workspace needs a person as its admin, and these are keys; a rebuild is of all workspaces; ours has nothing that could be embedded anew. */
const refusals: Record<string, number> = { openWorkspace: 403, rebuild: 403, reembed: 409 };
const names: Record<string, string> = {
  name: "transcript",
  type: "asset.ready",
  step: "Fingerprint",
  itemId: "c1",
  revision: "1",
};
const queries: Record<string, () => string> = {
  listKnownFiles: () => "?bytes=3",
  searchLike: () => `?like=${ids.assetId}&scene=0`,
  getStepLogs: () => "?attempt=1",
};

function call({ method, path: route, operationId }: Route, token?: string): Promise<Response> {
  const filled = route.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? names[name] ?? "");
  const query = queries[operationId]?.() ?? "";
  const body = bodies[operationId];
  return fetch(`${Resource.Api.url}${filled}${query}`, {
    method,
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body && { "content-type": "application/json" }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
}

it("is open to everybody for its health and its description, and for nothing else", async () => {
  expect(all.filter((route) => leastOf(route) === "none").map(({ operationId }) => operationId)).toEqual(OPEN);
  for (const open of ["/health", "/openapi.json", "/reference"])
    expect((await fetch(Resource.Api.url + open)).status).toBe(200);
});

describe.each(routes)("$method $path", (route) => {
  const least = leastOf(route);

  it("keeps out who sends no credentials, and who sends some that are nobody's", async () => {
    const nobody = [undefined, "nonsense", `${tokens.admin?.slice(0, -3)}AAA`];
    const answers = await Promise.all(nobody.map((token) => call(route, token)));
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
    expect(await answers[0]?.json()).toEqual({ message: "Unauthorized" });
  });

  it(`keeps out whose role is less than ${least}`, async () => {
    const lesser = { viewer: [], editor: ["viewer"], admin: ["viewer", "editor"], none: [] }[least];
    for (const role of lesser) {
      const answer = await call(route, tokens[role]);
      expect([role, answer.status]).toEqual([role, 403]);
      expect(await answer.json()).toEqual({ code: "forbidden", message: expect.stringContaining(least) });
    }
  });

  it("keeps out a key that is narrowed to other parts", async () => {
    const isSchemas = route.path.startsWith("/schemas");
    expect((await call(route, tokens[isSchemas ? "elsewhere" : "narrow"])).status).toBe(403);
  });

  it("shows and changes nothing of another workspace", async () => {
    const answer = await call(route, tokens.admin);
    const text = await answer.text();
    const isAboutOne = /\{\w+Id\}/.test(route.path) || route.operationId === "searchLike";
    if (isAboutOne) expect([answer.status, JSON.parse(text).code]).toEqual([404, "not_found"]);
    else expect(answer.ok ? "ok" : answer.status).toBe(refusals[route.operationId] ?? "ok");
    const foreign = [theirs, WORD, ...(isAboutOne ? [] : Object.values(ids))];
    expect(foreign.filter((name) => text.includes(name))).toEqual([]);
  });
});

it.each([
  "listAssets",
  "searchMoments",
  "listRuns",
  "listKeys",
  "listOperators",
  "getSettings",
  "listWebhooks",
  "listCuts",
  "listSearches",
])("%s does show to the other workspace what is its own", async (operationId) => {
  const route = routes.find((candidate) => candidate.operationId === operationId);
  const answer = await call(route as Route, tokens.theirs);
  expect([answer.status, await answer.text()]).toEqual([
    200,
    expect.stringMatching(new RegExp(`${WORD}|${ids.runId}`)),
  ]);
});

it("leaves everything of the other workspace as it was, whatever was asked for above", () =>
  inside(theirs, async () => {
    expect(await Keys.list()).toMatchObject([{ keyId: ids.keyId }, { name: "theirs" }]);
    expect((await Keys.list()).filter(({ revokedAt }) => revokedAt)).toEqual([]);
    expect(await Operators.list()).toMatchObject([{ operatorId: ids.operatorId, role: "viewer" }]);
    expect(await Assets.get(ids.assetId ?? "")).not.toHaveProperty("deletedAt");
    expect(await SavedSearches.list()).toMatchObject([{ searchId: ids.searchId, name: WORD }]);
    expect(await Setting.get()).toEqual({ judge: { provider: "bedrock", model: WORD } });
  }));

it("does not take a workspace from who asks unless they are at home there", async () => {
  const ask = (workspaceId: string) =>
    fetch(`${Resource.Api.url}/assets`, {
      headers: { authorization: `Bearer ${tokens.admin}`, "videoflow-workspace": workspaceId },
    });
  expect((await ask(ours)).status).toBe(200);
  for (const other of [theirs, createId("wsp"), "nonsense"]) expect((await ask(other)).status).toBe(403);
});
