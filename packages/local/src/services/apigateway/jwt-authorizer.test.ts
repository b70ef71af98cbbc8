import { generateKeyPairSync, sign } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { testFunction, testProject } from "../../lambda/test-project.ts";
import { startTestCloud, type TestCloud } from "../../testing.ts";
import { integration, mainApi, part, permission, route } from "./test-api.ts";

const project = testProject({
  "src/work.ts": "export const handler = async (event) => event.requestContext.authorizer;",
});
const keys = {
  known: generateKeyPairSync("rsa", { modulusLength: 2048 }),
  stranger: generateKeyPairSync("rsa", { modulusLength: 2048 }),
};

let cloud: TestCloud;
let issuer: string;
let server: Server;

beforeAll(async () => {
  server = createServer((request, response) => {
    const answers: Record<string, object> = {
      "/.well-known/openid-configuration": { issuer, jwks_uri: `${issuer}/keys` },
      "/keys": { keys: [{ ...keys.known.publicKey.export({ format: "jwk" }), kid: "known" }] },
    };
    response.end(JSON.stringify(answers[request.url ?? ""]));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const work = testFunction("work", "src/work.handler");
  const secured = { authorizationType: "JWT", authorizerId: "Jwt" };
  cloud = await startTestCloud({
    root: project.root,
    functions: work.functions,
    resources: [
      ...work.resources,
      ...mainApi(),
      integration("Work", work.arn),
      part("authorizer:Authorizer", "Jwt", {
        authorizerType: "JWT",
        identitySources: ["$request.header.Authorization"],
        jwtConfiguration: { issuer, audiences: ["web"] },
      }),
      route("GET /any", "Work", secured),
      route("GET /scoped", "Work", { ...secured, authorizationScopes: ["read", "write"] }),
      permission(work.arn),
    ],
  });
});

afterAll(async () => {
  await cloud.stop();
  server.close();
  project.remove();
});

interface Token {
  readonly claims?: object;
  readonly header?: object;
  readonly key?: keyof typeof keys;
}

function token({ claims = {}, header = {}, key = "known" }: Token = {}): string {
  const now = Math.floor(Date.now() / 1000);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const head = part({ alg: "RS256", kid: "known", ...header });
  const body = part({ iss: issuer, aud: "web", iat: now, exp: now + 60, sub: "me", groups: ["a", "b"], ...claims });
  return `${head}.${body}.${sign("sha256", Buffer.from(`${head}.${body}`), keys[key].privateKey).toString("base64url")}`;
}

function call(path: string, authorization?: string): Promise<Response> {
  return fetch(
    `${cloud.endpoint}/_aws/execute-api/mainapi${path}`,
    authorization ? { headers: { authorization } } : {},
  );
}

it("lets a valid token through and gives its claims to the function as text", async () => {
  const response = await call("/any", `Bearer ${token()}`);
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({
    jwt: { claims: { iss: issuer, sub: "me", groups: "[a b]", exp: expect.stringMatching(/^\d+$/) }, scopes: null },
  });
});

it("takes the client of an access token for its audience", async () => {
  expect((await call("/any", token({ claims: { aud: undefined, client_id: "web" } }))).status).toBe(200);
});

it.each<[string, string, Token | undefined]>([
  ["no token", "Bearer", undefined],
  ["an expired token", "has expired", { claims: { exp: 1 } }],
  ["a token without expiry", "has expired", { claims: { exp: undefined } }],
  ["a token that is not valid yet", "not valid yet", { claims: { nbf: 4e9 } }],
  ["a token of another issuer", "another issuer", { claims: { iss: "https://other.test" } }],
  ["a token for another audience", "another audience", { claims: { aud: ["tv"] } }],
  ["a forged signature", "invalid signature", { key: "stranger" }],
  ["an unknown key", "does not have", { header: { kid: "unknown" } }],
  ["no signature at all", "not supported", { header: { alg: "none" } }],
])("answers 401 to %s", async (_what, reason, given) => {
  const response = await call("/any", given && `Bearer ${token(given)}`);
  expect(response.status).toBe(401);
  expect(await response.json()).toEqual({ message: "Unauthorized" });
  expect(response.headers.get("www-authenticate")).toContain(reason);
});

it("answers 401 to what is no token", async () => {
  expect((await call("/any", "Bearer abc")).status).toBe(401);
});

it.each([
  [{ scope: "read other" }, 200],
  [{ scp: ["write"] }, 200],
  [{ scope: "other" }, 403],
  [{}, 403],
])("on a route with scopes, a token with %j gets %i", async (claims, status) => {
  expect((await call("/scoped", token({ claims }))).status).toBe(status);
});
