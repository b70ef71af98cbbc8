import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testFunction, testGraph, testProject } from "../../lambda/test-project.ts";
import { startTestCloud, type TestCloud } from "../../testing.ts";

const project = testProject({
  "src/work.ts": `
    import { LambdaClient, InvokeCommand } from "@aws-sdk/client-lambda";
    export const handler = async (event) => {
      if (event.rawPath === "/throw") throw new Error("secret reason");
      if (event.rawPath === "/cookies") return { statusCode: 302, headers: { location: "/" }, cookies: ["a=1", "b=2"] };
      return { event, self: process.env.SELF };
    };`,
});

const ON_AWS = "https://workurl.lambda-url.us-east-1.on.aws";
const work = testFunction("work", "src/work.handler", { environment: { variables: { SELF: `${ON_AWS}/x` } } });
const closed = testFunction("closed", "src/work.handler");
const other = testFunction("other", "src/work.handler");
const url = (name: string, functionName: string, authorizationType = "NONE") => ({
  type: "aws:lambda/functionUrl:FunctionUrl",
  name,
  inputs: { functionName, authorizationType, invokeMode: "BUFFERED" },
});
const permission = (name: string, inputs: object) => ({
  type: "aws:lambda/permission:Permission",
  name,
  inputs: { principal: "*", function: "work", ...inputs },
});
const { resources, functions } = testGraph([work, closed, other]);
const graph = {
  resources: [
    ...resources,
    ...[url("WorkUrl", "work"), url("ClosedUrl", "closed"), url("SignedUrl", "other", "AWS_IAM")],
    permission("A", { action: "lambda:InvokeFunctionUrl", functionUrlAuthType: "NONE" }),
    permission("B", { action: "lambda:InvokeFunction", invokedViaFunctionUrl: true }),
  ],
  functions,
  links: {
    Work: { url: ON_AWS },
    Closed: { url: ON_AWS.replace("work", "closed") },
    Signed: { url: ON_AWS.replace("work", "signed") },
  },
};

let cloud: TestCloud;
const addressOf = (name: string) => String(cloud.graph.links[name]?.url);

beforeAll(async () => {
  cloud = await startTestCloud({ root: project.root, ...graph });
});
afterAll(async () => {
  await cloud.stop();
  project.remove();
});

describe("a function's URL", () => {
  it("is an origin on this machine, in everything that the graph says", async () => {
    expect(addressOf("Work")).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const { self } = (await (await fetch(addressOf("Work"))).json()) as { self: string };
    expect(self).toBe(`${addressOf("Work")}/x`);
  });

  it("gives the function its request in format 2.0, and the address that the client used", async () => {
    const sent = { method: "POST", body: "a=b", headers: { "content-type": "text/plain", cookie: "x=1; y=2" } };
    const { event } = (await (await fetch(`${addressOf("Work")}/a/b?c=d`, sent)).json()) as { event: object };
    expect(event).toMatchObject({
      ...{ version: "2.0", routeKey: "$default", rawPath: "/a/b", rawQueryString: "c=d", body: "a=b" },
      cookies: ["x=1", "y=2"],
      headers: { "x-forwarded-proto": "http", "x-forwarded-port": new URL(addressOf("Work")).port },
      requestContext: { apiId: "workurl", http: { method: "POST", path: "/a/b" }, stage: "$default" },
    });
  });

  it("answers with status, headers and cookies, and with 502 without a word of why when the function fails", async () => {
    const moved = await fetch(`${addressOf("Work")}/cookies`, { redirect: "manual" });
    expect([moved.status, moved.headers.get("location"), moved.headers.getSetCookie()]).toEqual([
      302,
      "/",
      ["a=1", "b=2"],
    ]);
    const failed = await fetch(`${addressOf("Work")}/throw`);
    expect([failed.status, await failed.json()]).toEqual([502, { message: "Internal Server Error" }]);
  });

  it("lets nobody in without the function's permission, nor without a signature where one is asked for", async () => {
    expect((await fetch(addressOf("Closed"))).status).toBe(403);
    expect((await fetch(addressOf("Signed"))).status).toBe(403);
  });

  it("does not open the function to callers of the Lambda API", async () => {
    const role = { kind: "role", arn: "arn:aws:iam::000000000000:role/other-role", session: "other" } as const;
    const lambda = new LambdaClient({ ...cloud.clientConfig, credentials: cloud.cloud.credentialsOf(role) });
    await expect(lambda.send(new InvokeCommand({ FunctionName: "work" }))).rejects.toThrow(/not authorized/);
  });

  it("has the same address after a restart", async () => {
    const before = addressOf("Work");
    cloud.kill();
    cloud = await startTestCloud({ root: project.root, directory: cloud.directory, ...graph });
    expect(addressOf("Work")).toBe(before);
    expect((await fetch(before)).status).toBe(200);
  });
});
