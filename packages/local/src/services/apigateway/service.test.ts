import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testFunction, testGraph, testProject } from "../../lambda/test-project.ts";
import { startTestCloud, type TestCloud } from "../../testing.ts";
import { integration, mainApi, part, permission, route } from "./test-api.ts";

const project = testProject({
  "src/work.ts": `
    export const handler = async (event) => {
      switch (event.headers["x-do"]) {
        case "text": return "just text";
        case "object": return { a: 1 };
        case "answer": return { statusCode: 201, headers: { "Content-Type": "text/html" }, cookies: ["a=1; Path=/", "b=2"], body: "<p>" };
        case "bytes": return { statusCode: 200, isBase64Encoded: true, headers: { "content-type": "image/png" }, body: Buffer.from([0, 255, 1]).toString("base64") };
        case "bad status": return { statusCode: "soon" };
        case "throw": throw new Error("secret reason");
        case "hang": return new Promise((done) => setTimeout(done, 5000));
        case "event": return { statusCode: 200, body: JSON.stringify(event) };
        case "many": return { statusCode: 200, multiValueHeaders: { "x-many": ["1", "2"] }, body: "" };
        default: return event;
      }
    };`,
});

let cloud: TestCloud;
let site: Server;

beforeAll(async () => {
  site = createServer((request, response) => {
    response.setHeader("set-cookie", ["x=1", "y=2"]);
    response.end(`${request.method} ${request.url} ${request.headers["x-do"]}`);
  });
  await new Promise<void>((resolve) => site.listen(0, "127.0.0.1", resolve));
  const integrationUri = `http://127.0.0.1:${(site.address() as AddressInfo).port}/{proxy}`;
  const work = testFunction("work", "src/work.handler");
  const closed = testFunction("closed", "src/work.handler");
  const { resources, functions } = testGraph([work, closed]);
  cloud = await startTestCloud({
    root: project.root,
    functions,
    resources: [
      ...resources,
      ...mainApi(),
      part("stage:Stage", "Beta", { name: "beta" }),
      { type: "aws:apigatewayv2/api:Api", name: "PlainApi", inputs: { name: "plain", protocolType: "HTTP" } },
      integration("Work", work.arn),
      integration("WorkV1", work.arn, { payloadFormatVersion: "1.0" }),
      integration("Hasty", work.arn, { timeoutMilliseconds: 50 }),
      integration("Closed", closed.arn),
      part("integration:Integration", "Site", {
        integrationType: "HTTP_PROXY",
        integrationUri,
        integrationMethod: "ANY",
      }),
      route("ANY /work", "Work"),
      route("GET /assets/{id}", "Work"),
      route("GET /one", "WorkV1"),
      route("GET /hasty", "Hasty"),
      route("GET /closed", "Closed"),
      route("ANY /site/{proxy+}", "Site"),
      permission(work.arn),
    ],
  });
});

afterAll(async () => {
  await cloud.stop();
  site.close();
  project.remove();
});

function call(path: string, init: RequestInit = {}, api = "mainapi"): Promise<Response> {
  return fetch(`${cloud.endpoint}/_aws/execute-api/${api}${path}`, init);
}

/** What the function answered: mostly the event that it was given. */
async function json(response: Response) {
  return (await response.json()) as { readonly headers: Record<string, string> };
}

const doing = (what: string) => ({ headers: { "x-do": what } });

describe("events", () => {
  it("have format 2.0", async () => {
    const response = await call("/assets/a%20b?x=1&x=2&y=%C3%BC", {
      headers: { "X-Two": "1", cookie: "a=1; b=2", "user-agent": "test" },
    });
    const event = await json(response);
    expect(event).toEqual({
      version: "2.0",
      routeKey: "GET /assets/{id}",
      rawPath: "/assets/a b",
      rawQueryString: "x=1&x=2&y=%C3%BC",
      cookies: ["a=1", "b=2"],
      headers: expect.objectContaining({ "x-two": "1", "x-forwarded-proto": "http", "user-agent": "test" }),
      queryStringParameters: { x: "1,2", y: "ü" },
      requestContext: {
        accountId: "000000000000",
        apiId: "mainapi",
        domainName: "127.0.0.1",
        domainPrefix: "127",
        http: { method: "GET", path: "/assets/a b", protocol: "HTTP/1.1", sourceIp: "127.0.0.1", userAgent: "test" },
        requestId: response.headers.get("apigw-requestid"),
        routeKey: "GET /assets/{id}",
        stage: "$default",
        time: expect.stringMatching(/^\d\d\/\w{3}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
        timeEpoch: expect.any(Number),
      },
      pathParameters: { id: "a b" },
      stageVariables: { color: "blue" },
      isBase64Encoded: false,
    });
    expect(event.headers).not.toHaveProperty("cookie");
  });

  it("have format 1.0 where the integration says so", async () => {
    const event = await json(await call("/one?x=1&x=2", doing("event")));
    expect(event).toMatchObject({
      version: "1.0",
      resource: "/one",
      path: "/one",
      httpMethod: "GET",
      headers: { "x-do": "event" },
      multiValueHeaders: { "x-do": ["event"] },
      queryStringParameters: { x: "2" },
      multiValueQueryStringParameters: { x: ["1", "2"] },
      requestContext: { apiId: "mainapi", httpMethod: "GET", resourcePath: "/one", stage: "$default", authorizer: {} },
      pathParameters: null,
      stageVariables: { color: "blue" },
      body: null,
      isBase64Encoded: false,
    });
    const many = await call("/one", doing("many"));
    expect(many.headers.get("x-many")).toBe("1, 2");
    expect((await call("/one", doing("object"))).status).toBe(500);
  });

  it.each([
    ["application/json", '{"a":1}', '{"a":1}', false],
    ["text/csv; charset=utf-8", "ü,1", "ü,1", false],
    ["application/x-www-form-urlencoded", "a=1", "YT0x", true],
    ["application/octet-stream", "a", "YQ==", true],
  ])("carry a body of type %s", async (type, body, expected, isBase64Encoded) => {
    const response = await call("/work", { method: "POST", body, headers: { "content-type": type } });
    expect(await response.json()).toMatchObject({ body: expected, isBase64Encoded });
  });

  it("name the stage that the path begins with", async () => {
    const event = await json(await call("/beta/work"));
    expect(event).toMatchObject({ rawPath: "/beta/work", routeKey: "ANY /work", requestContext: { stage: "beta" } });
  });
});

describe("answers", () => {
  it.each([
    ["text", 200, "application/json", "just text"],
    ["object", 200, "application/json", '{"a":1}'],
    ["answer", 201, "text/html", "<p>"],
    ["bytes", 200, "image/png", "\u0000\u00ff\u0001"],
    ["bad status", 500, "application/json", '{"message":"Internal Server Error"}'],
    ["throw", 500, "application/json", '{"message":"Internal Server Error"}'],
  ])("of a function that returns %s", async (what, status, type, body) => {
    const response = await call("/work", doing(what));
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toBe(type);
    expect(Buffer.from(await response.arrayBuffer()).toString("latin1")).toBe(body);
  });

  it("set cookies one by one", async () => {
    expect((await call("/work", doing("answer"))).headers.getSetCookie()).toEqual(["a=1; Path=/", "b=2"]);
  });

  it.each([
    ["no route", "/nowhere", {}, "mainapi", 404, "Not Found"],
    ["no such API", "/work", {}, "nobody", 404, "Not Found"],
    ["an API without stages", "/work", {}, "plainapi", 404, "Not Found"],
    ["a function that is too slow", "/hasty", doing("hang"), "mainapi", 503, "Service Unavailable"],
    ["a function that gives the API no permission", "/closed", {}, "mainapi", 500, "Internal Server Error"],
    [
      "a body over 10 MB",
      "/work",
      { method: "POST", body: "x".repeat(10.5e6) },
      "mainapi",
      413,
      "Request Entity Too Large",
    ],
  ])("for %s are the gateway's own", async (_what, path, init, api, status, message) => {
    const response = await call(path, init, api);
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ message });
  });

  it("come from another server where the integration is a URL", async () => {
    const response = await call("/site/a/b?c=d", doing("pass"));
    expect(await response.text()).toBe("GET /a/b?c=d pass");
    expect(response.headers.getSetCookie()).toEqual(["x=1", "y=2"]);
  });
});
