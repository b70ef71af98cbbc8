import { afterAll, beforeAll, expect, it } from "vitest";
import { testFunction, testProject } from "../../lambda/test-project.ts";
import { startTestCloud, type TestCloud } from "../../testing.ts";
import { integration, mainApi, permission, route } from "./test-api.ts";

const project = testProject({
  "src/work.ts": `export const handler = async () => ({
    statusCode: 200, headers: { "Access-Control-Allow-Origin": "https://evil.test" }, body: "",
  });`,
});

let cloud: TestCloud;

beforeAll(async () => {
  const { arn, resources, functions } = testFunction("work", "src/work.handler");
  const cors = {
    allowOrigins: ["https://app.test", "http://local*"],
    allowMethods: ["GET", "POST"],
    allowHeaders: ["authorization"],
    exposeHeaders: ["etag"],
    allowCredentials: true,
    maxAge: 60,
  };
  const api = [...mainApi(cors), integration("Work", arn), route("GET /work", "Work"), permission(arn)];
  cloud = await startTestCloud({ root: project.root, functions, resources: [...resources, ...api] });
});

afterAll(async () => {
  await cloud.stop();
  project.remove();
});

function call(path: string, init: RequestInit): Promise<Response> {
  return fetch(`${cloud.endpoint}/_aws/execute-api/mainapi${path}`, init);
}

const asking = {
  method: "OPTIONS",
  headers: { origin: "https://app.test", "access-control-request-method": "POST" },
};

it("a request that asks first is answered by the gateway", async () => {
  const response = await call("/work", asking);
  expect(response.status).toBe(204);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "access-control-allow-origin": "https://app.test",
    "access-control-allow-methods": "GET,POST",
    "access-control-allow-headers": "authorization",
    "access-control-allow-credentials": "true",
    "access-control-max-age": "60",
  });
});

it.each([
  ["https://app.test", "https://app.test"],
  ["http://localhost:3000", "http://localhost:3000"],
  ["https://evil.test", null],
])("answers origin %s with %s, whatever the function says", async (origin, allowed) => {
  const response = await call("/work", { headers: { origin } });
  expect(response.headers.get("access-control-allow-origin")).toBe(allowed);
});
