import { afterAll, beforeAll, expect, it } from "vitest";
import { testFunction, testGraph, testProject } from "../../lambda/test-project.ts";
import { startTestCloud, type TestCloud } from "../../testing.ts";
import { EXECUTION_ARN, integration, mainApi, part, permission, route } from "./test-api.ts";

const project = testProject({
  "src/work.ts": "export const handler = async (event) => event;",
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

beforeAll(async () => {
  const work = testFunction("work", "src/work.handler");
  const simple = testFunction("simple", "src/authorize.simple");
  const policy = testFunction("policy", "src/authorize.policy");
  const { resources, functions } = testGraph([work, simple, policy]);
  const authorizer = (name: string, functionArn: string, more: object) =>
    part("authorizer:Authorizer", name, {
      authorizerType: "REQUEST",
      authorizerUri: `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${functionArn}/invocations`,
      identitySources: ["$request.header.Authorization"],
      ...more,
    });
  const by = (authorizerId: string) => ({ authorizationType: "CUSTOM", authorizerId });
  cloud = await startTestCloud({
    root: project.root,
    functions,
    resources: [
      ...resources,
      ...mainApi(),
      integration("Work", work.arn),
      authorizer("Simple", simple.arn, { enableSimpleResponses: true, authorizerResultTtlInSeconds: 60 }),
      authorizer("Policy", policy.arn, { authorizerPayloadFormatVersion: "1.0", authorizerResultTtlInSeconds: 0 }),
      route("GET /simple", "Work", by("Simple")),
      route("GET /policy/allowed", "Work", by("Policy")),
      route("GET /policy/other", "Work", by("Policy")),
      permission(work.arn),
      permission(simple.arn, `${EXECUTION_ARN}/authorizers/Simple`),
      permission(policy.arn, `${EXECUTION_ARN}/authorizers/Policy`),
    ],
  });
});

afterAll(async () => {
  await cloud.stop();
  project.remove();
});

function call(path: string, init: RequestInit): Promise<Response> {
  return fetch(`${cloud.endpoint}/_aws/execute-api/mainapi${path}`, init);
}

/** The event that the function was given. */
async function json(response: Response) {
  return (await response.json()) as { readonly requestContext: { readonly authorizer: { readonly lambda: object } } };
}

const as = (authorization: string) => ({ headers: { authorization } });

it.each([
  ["without identity", {}, 401, "Unauthorized"],
  ["that it refuses", as("no"), 403, "Forbidden"],
  ["for which it throws Unauthorized", as("throw"), 401, "Unauthorized"],
  ["on which it fails", as("crash"), 500, "Internal Server Error"],
])("keeps out a request %s", async (_what, init, status, message) => {
  const response = await call("/simple", init);
  expect(response.status).toBe(status);
  expect(await response.json()).toEqual({ message });
});

it("gives its context to the function, and decides once in its time to live", async () => {
  const contexts = [];
  for (const _request of [1, 2]) {
    const { requestContext } = await json(await call("/simple", as("yes")));
    contexts.push(requestContext.authorizer.lambda);
  }
  expect(contexts[0]).toMatchObject({ source: ["yes"], routeArn: `${EXECUTION_ARN}/$default/GET/simple` });
  expect(contexts[1]).toEqual(contexts[0]);
});

it("may answer with a policy", async () => {
  const response = await call("/policy/allowed", as("token"));
  expect((await json(response)).requestContext.authorizer.lambda).toEqual({ token: "token" });
  expect((await call("/policy/other", as("token"))).status).toBe(403);
});
