import { startTestStage } from "@videoflow/core/testing";
import { DEFAULT_WORKSPACE_ID } from "@videoflow/core/workspace/workspace.schema";
import Ajv from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import fc, { type Arbitrary } from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { anything, fitting, type Schema } from "./requests-testing.ts";
import { callerOf } from "./testing.ts";

/** More requests are made here than anybody may make. */
const stage = await startTestStage({
  workflows: true,
  settings: { Limits: { requestsASecond: 10_000, requestBurst: 100_000 } },
});
afterAll(() => stage.stop());
const { app } = await import("./app.ts");
/** Of the first workspace: nobody else may ask for everything. */
const ask = await callerOf("admin", { memberships: [{ workspaceId: DEFAULT_WORKSPACE_ID, role: "admin" }] });

interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required?: boolean;
  readonly schema: Schema;
}
interface Answer {
  readonly content?: Record<string, { schema: Schema }>;
}
interface Operation {
  readonly operationId: string;
  readonly parameters?: (Parameter | { $ref: string })[];
  readonly requestBody?: { content: Record<string, { schema: Schema }> };
  readonly responses: Record<string, Answer | { $ref: string }>;
}
interface Document {
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: Record<string, Record<string, unknown>>;
}

const document = (await (await app.request("/openapi.json")).json()) as Document;
const ajv = addFormats.default(new Ajv.Ajv2020({ strict: false, allErrors: true }));
ajv.addSchema(document, "api");

function follow<Value>(given: Value | { $ref: string }): Value {
  if (typeof given !== "object" || given === null || !("$ref" in given)) return given as Value;
  const [, , kind = "", name = ""] = given.$ref.split("/");
  return document.components[kind]?.[name] as Value;
}
const resolve = (ref: string) => follow<Schema>({ $ref: ref });

/** What there is: so that requests with ids of the right kind sometimes find something. */
const known: Record<string, string[]> = {};

const post = (path: string, body: object) =>
  ask(path, { method: "POST", body: JSON.stringify(body), headers: { "content-type": "application/json" } });
const made = async (answer: Response | Promise<Response>) => (await (await answer).json()) as Record<string, string>;

beforeAll(async () => {
  const { assetId = "" } = await made(post("/uploads", { name: "a.mov", bytes: 3 }));
  const webhook = { url: "https://example.com/hook", events: ["asset.ready"] };
  const { webhookId = "" } = await made(post("/webhooks", webhook));
  const { deliveryId = "" } = await made(post(`/webhooks/${webhookId}/test`, {}));
  const { runId = "" } = await made(post("/rebuild", {}));
  await post("/webhooks", webhook);
  const { cursor = "" } = await made(ask("/webhooks?limit=1"));
  // Of one list, and so a foreign one in all others.
  Object.assign(known, { cursor: [cursor] });
  const footage = { by: "assets", assetIds: [assetId] };
  const { cutId = "" } = await made(post("/cuts", { useCase: "news", footage, duration: { targetMs: 60_000 } }));
  const { token = "" } = await made(post(`/cuts/${cutId}/shares`, { hours: 1 }));
  Object.assign(known, { cutId: [cutId], token: [token] });
  Object.assign(known, { assetId: [assetId], webhookId: [webhookId], deliveryId: [deliveryId], runId: [runId] });
});

const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), ...operation })),
);

interface Asked {
  readonly parameters: Record<string, unknown>;
  readonly body: unknown;
}

/** Requests that fit the description. */
function described({ parameters = [], requestBody }: Operation): Arbitrary<Asked> {
  const all = parameters.map((parameter) => follow<Parameter>(parameter));
  const values = Object.fromEntries(
    all.map(({ name, schema }) => {
      const fits = fitting(schema, resolve);
      return [name, known[name] ? fc.oneof(fc.constantFrom(...known[name]), fits) : fits];
    }),
  );
  const requiredKeys = all.filter(({ required }) => required).map(({ name }) => name);
  const schema = requestBody?.content["application/json"]?.schema;
  return fc.record({
    parameters: fc.record(values, { requiredKeys }) as Arbitrary<Record<string, unknown>>,
    body: schema ? fitting(schema, resolve) : fc.constant(undefined),
  });
}

/** The same with anything in the place of some of it. */
const disturbed = (operation: Operation): Arbitrary<Asked> =>
  fc.tuple(described(operation), anything, anything, fc.nat(), fc.boolean()).map(([asked, one, two, which, all]) => {
    const names = Object.keys(asked.parameters);
    const name = names[which % Math.max(names.length, 1)];
    const body =
      all || typeof asked.body !== "object" || asked.body === null
        ? two
        : Object.fromEntries(
            Object.entries(asked.body).map(([key, value], index) => [key, index === which % 3 ? two : value]),
          );
    return { parameters: { ...asked.parameters, ...(name !== undefined && { [name]: one }) }, body };
  });

const textOf = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value)) ?? "";

async function send({ path, method, parameters = [], requestBody }: (typeof operations)[number], asked: Asked) {
  const headers = new Headers();
  const query = new URLSearchParams();
  let url = path;
  for (const { name, in: place } of parameters.map((parameter) => follow<Parameter>(parameter))) {
    const value = asked.parameters[name];
    if (value === undefined && place !== "path") continue;
    // An empty segment, or one of dots, is another path.
    if (place === "path") url = url.replace(`{${name}}`, encodeURIComponent(textOf(value)).replace(/^\.*$/, "%20"));
    else if (place === "query") for (const one of [value].flat()) query.append(name, textOf(one));
    else headers.set(name, encodeURIComponent(textOf(value)));
  }
  if (requestBody) headers.set("content-type", "application/json");
  const body = requestBody && { body: JSON.stringify(asked.body ?? null) };
  const target = query.size > 0 ? `${url}?${query}` : url;
  return { target, answer: await ask(target, { method, headers, ...body }) };
}

/** Whether an answer is one that the description has. */
async function check(operation: (typeof operations)[number], answer: Response): Promise<void> {
  const status = String(answer.status);
  expect(answer.status, "is our own fault").toBeLessThan(500);
  expect(Object.keys(operation.responses), `${status} is not described`).toContain(status);
  expect(answer.headers.get("x-request-id")).toMatch(/./);
  const text = await answer.text();
  const { content } = follow<Answer>(operation.responses[status] ?? {});
  const type = answer.headers.get("content-type")?.split(";")[0];
  expect(type ?? null).toBe(content ? Object.keys(content)[0] : null);
  if (type !== "application/json") return;
  const pointer = (part: string) => part.replaceAll("~", "~0").replaceAll("/", "~1");
  const { $ref } = operation.responses[status] as { $ref?: string };
  const at = $ref ?? `#/paths/${pointer(operation.path)}/${operation.method.toLowerCase()}/responses/${status}`;
  const validate = ajv.getSchema(`api${encodeURI(at)}/content/application~1json/schema`);
  if (!validate) throw new Error(`${operation.operationId} has no schema for ${status}`);
  expect(validate(JSON.parse(text)) ? [] : validate.errors, text).toEqual([]);
}

const RUNS = 20;

describe.each(operations)("$operationId", (operation) => {
  it.each([
    ["that fit its description", described],
    ["that are disturbed", disturbed],
  ])("answers requests %s as it is described", async (_what, requests) => {
    await fc.assert(
      fc.asyncProperty(requests(operation), async (asked) => {
        const { answer } = await send(operation, asked);
        await check(operation, answer);
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
  });
});

it("answers a body that is no JSON as it is described", async () => {
  for (const operation of operations.filter(({ requestBody }) => requestBody)) {
    const [asked] = fc.sample(described(operation), 1);
    const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => String(asked?.parameters[name]));
    const answer = await ask(path, {
      method: operation.method,
      body: "{",
      headers: { "content-type": "application/json" },
    });
    expect(answer.status, operation.operationId).toBe(400);
    await check(operation, answer);
  }
});

it("describes each parameter of each path, and each schema that it names", () => {
  for (const { path, parameters = [], operationId } of operations) {
    const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const all = parameters.map((parameter) => follow<Parameter>(parameter));
    expect(
      all.filter((parameter) => parameter.in === "path").map(({ name }) => name),
      operationId,
    ).toEqual(named);
  }
  const refs = new Set(JSON.stringify(document).match(/#\/components\/\w+\/\w+/g));
  for (const ref of refs) expect(follow({ $ref: ref }), ref).toBeDefined();
});
