import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Resource } from "../../graph/resources.ts";
import { testFunction, testProject } from "../../lambda/test-project.ts";
import { startTestCloud, type TestCloud } from "../../testing.ts";

const EXECUTION = "arn:aws:execute-api:us-east-1:000000000000:mainapi";

const project = testProject({
  "src/work.ts": `
    export const handler = async (event) => {
      switch (event.headers["x-do"]) {
        case "text": return "just text";
        case "object": return { a: 1 };
        case "answer": return { statusCode: 201, headers: { "Content-Type": "text/html" }, cookies: ["a=1; Path=/", "b=2"], body: "<p>" };
        case "bytes": return { statusCode: 200, isBase64Encoded: true, headers: { "content-type": "image/png" }, body: Buffer.from([0, 255, 1]).toString("base64") };
        case "own cors": return { statusCode: 200, headers: { "Access-Control-Allow-Origin": "https://evil.test" }, body: "" };
        case "bad status": return { statusCode: "soon" };
        case "throw": throw new Error("secret reason");
        case "hang": return new Promise((done) => setTimeout(done, 5000));
        case "many": return { statusCode: 200, multiValueHeaders: { "x-many": ["1", "2"] }, body: "" };
        default: return event;
      }
    };`,
  "src/authorize.ts": `
    let asked = 0;
    export const simple = async (event) => {
      const token = event.headers.authorization;
      if (token === "crash") throw new Error("broken");
      if (token === "throw") throw new Error("Unauthorized");
      return { isAuthorized: token === "yes", context: { asked: ++asked, source: event.identitySource, routeArn: event.routeArn } };
    };
    export const policy = async (event) => ({
      principalId: "user",
      policyDocument: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "execute-api:Invoke", Resource: event.methodArn.replace(/[^/]*$/, "allowed") }] },
      context: { token: event.authorizationToken },
    });`,
});

let cloud: TestCloud;
let site: Server;

beforeAll(async () => {
  site = createServer((request, response) => {
    response.setHeader("set-cookie", ["x=1", "y=2"]);
    response.end(`${request.method} ${request.url} ${request.headers["x-do"]}`);
  });
  await new Promise<void>((resolve) => site.listen(0, "127.0.0.1", resolve));
  const siteUrl = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;

  const work = testFunction("work", "src/work.handler");
  const closed = testFunction("closed", "src/work.handler");
  const simple = testFunction("simple", "src/authorize.simple");
  const policy = testFunction("policy", "src/authorize.policy");
  const functions = [work, closed, simple, policy];
  const api = (type: string, name: string, inputs: object): Resource => ({
    type: `aws:apigatewayv2/${type}`,
    name,
    inputs: { apiId: "mainapi", ...inputs },
  });
  const integration = (name: string, functionArn: string, more: object = {}) =>
    api("integration:Integration", name, {
      integrationType: "AWS_PROXY",
      integrationUri: functionArn,
      payloadFormatVersion: "2.0",
      ...more,
    });
  const route = (routeKey: string, target: string, more: object = {}) =>
    api("route:Route", `Route ${routeKey}`, { routeKey, target: `integrations/${target}`, ...more });
  const authorizer = (name: string, functionArn: string, more: object) =>
    api("authorizer:Authorizer", name, {
      authorizerType: "REQUEST",
      authorizerUri: `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${functionArn}/invocations`,
      identitySources: ["$request.header.Authorization"],
      ...more,
    });
  const permission = (name: string, functionArn: string, sourceArn: string): Resource => ({
    type: "aws:lambda/permission:Permission",
    name,
    inputs: {
      action: "lambda:InvokeFunction",
      function: functionArn,
      principal: "apigateway.amazonaws.com",
      sourceArn,
    },
  });
  const cors = {
    allowOrigins: ["https://app.test", "http://local*"],
    allowMethods: ["GET", "POST"],
    allowHeaders: ["authorization"],
    exposeHeaders: ["etag"],
    allowCredentials: true,
    maxAge: 60,
  };

  cloud = await startTestCloud({
    root: project.root,
    functions: Object.assign({}, ...functions.map((part) => part.functions)),
    resources: [
      ...functions.flatMap((part) => part.resources),
      {
        type: "aws:apigatewayv2/api:Api",
        name: "MainApi",
        inputs: { name: "main", protocolType: "HTTP", corsConfiguration: cors },
      },
      { type: "aws:apigatewayv2/api:Api", name: "PlainApi", inputs: { name: "plain", protocolType: "HTTP" } },
      api("stage:Stage", "Default", { name: "$default", stageVariables: { color: "blue" } }),
      api("stage:Stage", "Beta", { name: "beta" }),
      integration("Work", work.arn),
      integration("WorkV1", work.arn, { payloadFormatVersion: "1.0" }),
      integration("Hasty", work.arn, { timeoutMilliseconds: 50 }),
      integration("Closed", closed.arn),
      api("integration:Integration", "Site", {
        integrationType: "HTTP_PROXY",
        integrationUri: `${siteUrl}/{proxy}`,
        integrationMethod: "ANY",
      }),
      authorizer("Simple", simple.arn, {
        enableSimpleResponses: true,
        authorizerPayloadFormatVersion: "2.0",
        authorizerResultTtlInSeconds: 60,
      }),
      authorizer("Policy", policy.arn, { authorizerPayloadFormatVersion: "1.0", authorizerResultTtlInSeconds: 0 }),
      route("ANY /work", "Work"),
      route("GET /assets/{id}", "Work"),
      route("GET /one", "WorkV1"),
      route("GET /hasty", "Hasty"),
      route("GET /closed", "Closed"),
      route("ANY /site/{proxy+}", "Site"),
      route("GET /simple", "Work", { authorizationType: "CUSTOM", authorizerId: "Simple" }),
      route("GET /policy/allowed", "Work", { authorizationType: "CUSTOM", authorizerId: "Policy" }),
      route("GET /policy/other", "Work", { authorizationType: "CUSTOM", authorizerId: "Policy" }),
      permission("WorkPermission", work.arn, `${EXECUTION}/*`),
      permission("SimplePermission", simple.arn, `${EXECUTION}/authorizers/Simple`),
      permission("PolicyPermission", policy.arn, `${EXECUTION}/authorizers/Policy`),
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

const doing = (what: string, more: object = {}) => ({ headers: { "x-do": what, ...more } });

describe("events", () => {
  it("have format 2.0", async () => {
    const response = await call("/assets/a%20b?x=1&x=2&y=%C3%BC", {
      headers: { "X-Two": "1", cookie: "a=1; b=2", "user-agent": "test" },
    });
    const event = await response.json();
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
    expect(await (await call("/one?x=1&x=2")).json()).toEqual({ message: "Internal Server Error" });
    const response = await call("/one", doing("many"));
    expect(response.headers.get("x-many")).toBe("1, 2");
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
    const event = await (await call("/beta/work")).json();
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
    const response = await call("/site/a/b?c=d", doing("pass", {}));
    expect(await response.text()).toBe("GET /a/b?c=d pass");
    expect(response.headers.getSetCookie()).toEqual(["x=1", "y=2"]);
  });
});

describe("CORS", () => {
  const asking = {
    method: "OPTIONS",
    headers: { origin: "https://app.test", "access-control-request-method": "POST" },
  };

  it("is answered by the gateway before a request", async () => {
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
    const response = await call("/work", doing("own cors", { origin }));
    expect(response.headers.get("access-control-allow-origin")).toBe(allowed);
  });
});

describe("Lambda authorizers", () => {
  const as = (authorization: string) => ({ headers: { authorization } });

  it.each([
    ["without identity", {}, 401, "Unauthorized"],
    ["that they refuse", as("no"), 403, "Forbidden"],
    ["for which they throw Unauthorized", as("throw"), 401, "Unauthorized"],
    ["on which they fail", as("crash"), 500, "Internal Server Error"],
  ])("keep out a request %s", async (_what, init, status, message) => {
    const response = await call("/simple", init);
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ message });
  });

  it("give their context to the function, and decide once in their time to live", async () => {
    const contexts = [];
    for (const _request of [1, 2]) {
      const { requestContext } = await (await call("/simple", as("yes"))).json();
      contexts.push(requestContext.authorizer.lambda);
    }
    expect(contexts[0]).toMatchObject({ source: ["yes"], routeArn: `${EXECUTION}/$default/GET/simple` });
    expect(contexts[1]).toEqual(contexts[0]);
  });

  it("may answer with a policy", async () => {
    const response = await call("/policy/allowed", as("token"));
    expect((await response.json()).requestContext.authorizer.lambda).toEqual({ token: "token" });
    expect((await call("/policy/other", as("token"))).status).toBe(403);
  });
});
