import { generateKeyPairSync } from "node:crypto";
import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { provideActor } from "@videoflow/core/actor";
import { createId } from "@videoflow/core/id";
import { startTestStage } from "@videoflow/core/testing";
import { signIn } from "@videoflow/local/operator/sign-in";
import { SignJWT } from "jose";
import { afterAll, describe, expect, it } from "vitest";

/** The identity provider of the stage knows one person, who is not its owner here. */
const PERSON = "owner@this-machine.local";
const stage = await startTestStage({ api: true, owner: "boss@example.com" });
afterAll(() => stage.stop());
const { Resource } = await import("sst");
const Operators = await import("@videoflow/core/access/operators");
const { handler: authorize } = await import("./authorize.ts");

const issuer = Resource.Auth.url;
const place = { directory: stage.directory, endpoint: stage.endpoint, issuer };
const enter = () => signIn(place, "web");
const inside = <Result>(workspaceId: string, run: () => Promise<Result>) =>
  provideActor({ workspaceId, who: "operator", id: "boss@example.com" }, run);
const me = (token: string) => fetch(`${Resource.Api.url}/me`, { headers: { authorization: `Bearer ${token}` } });

const PKCE = { code_challenge: "c".repeat(43), code_challenge_method: "S256" };
const good = { client_id: "web", redirect_uri: "http://127.0.0.1/x", response_type: "code", state: "s", ...PKCE };
const authorization = (changes: Record<string, string>) =>
  fetch(`${issuer}/authorize?${new URLSearchParams({ ...good, ...changes })}`, { redirect: "manual" });

describe("signing in", () => {
  it("is refused to whom nobody has invited, with a sentence that says so", async () => {
    await expect(enter()).rejects.toThrow(`${PERSON} has not been invited`);
  });

  it("gives who was invited a token, with which they are what they were invited as", async () => {
    const workspaceId = createId("wsp");
    const { operatorId } = await inside(workspaceId, () => Operators.invite({ email: PERSON, role: "viewer" }));
    const { token, expiresAt } = await enter();
    expect(expiresAt - Date.now()).toBeLessThanOrEqual(15 * 60_000);
    expect(await (await me(token)).json()).toMatchObject({
      ...{ kind: "operator", id: PERSON, scopes: null },
      workspace: { workspaceId, role: "viewer" },
    });

    await inside(workspaceId, () => Operators.remove(operatorId));
    expect(await authorize({ headers: { authorization: `Bearer ${token}` } })).toMatchObject({ isAuthorized: false });
    await expect(enter()).rejects.toThrow("has not been invited");
  });

  it.each([
    ["another site as its end", { redirect_uri: "https://elsewhere.example/auth/callback" }],
    ["a site that is named like this machine", { redirect_uri: "http://127.0.0.1.elsewhere.example/" }],
    ["a script as its end", { redirect_uri: "javascript:alert(1)//127.0.0.1" }],
    ["an unknown program", { client_id: "other" }],
    ["tokens in the address", { response_type: "token" }],
    ["a challenge in the clear", { code_challenge_method: "plain" }],
    ["no challenge", { code_challenge: "" }],
  ])("does not begin with %s, and sends the browser nowhere", async (_what, changes) => {
    const answer = await authorization(changes);
    expect([answer.status, answer.headers.get("location")]).toEqual([400, null]);
  });

  it("begins for this machine, and for the address that infra wrote down", async () => {
    const web = "https://webcdndistribution.cloudfront.net/auth/callback";
    for (const redirect_uri of [good.redirect_uri, web])
      expect((await authorization({ redirect_uri })).status).toBe(302);
  });
});

describe("a token", () => {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const claims = { mode: "access", type: "operator", properties: { email: PERSON, subject: "owner" }, aud: "web" };
  const signed = (more: object, kid = "other") =>
    new SignJWT({ ...claims, iss: issuer, exp: Math.floor(Date.now() / 1000) + 60, ...more })
      .setProtectedHeader({ alg: "ES256", kid })
      .sign(privateKey);
  const unsigned = [{ alg: "none" }, { ...claims, iss: issuer, exp: 4e9 }]
    .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
    .join(".");
  const kids = async () => {
    const { keys } = (await (await fetch(`${issuer}/.well-known/jwks.json`)).json()) as { keys: { kid: string }[] };
    return keys.map(({ kid }) => kid);
  };

  it.each([
    ["that is signed by another key", async () => signed({})],
    ["that is signed by another key under the issuer's name for its own", async () => signed({}, (await kids())[0])],
    ["that is not signed", async () => `${unsigned}.`],
    ["that is none", async () => "abc.def.ghi"],
  ])("%s is nobody's", async (_what, make) => {
    expect((await me(await make())).status).toBe(401);
  });

  it("whose time is over is nobody's", async () => {
    await inside(createId("wsp"), () => Operators.invite({ email: PERSON, role: "admin" }));
    const { token } = await enter();
    const [head, body = "", signature] = token.split(".");
    const { exp } = JSON.parse(Buffer.from(body, "base64url").toString());
    expect(exp * 1000 - Date.now()).toBeGreaterThan(0);
    const longer = Buffer.from(
      JSON.stringify({ ...JSON.parse(Buffer.from(body, "base64url").toString()), exp: exp + 9e6 }),
    );
    expect((await me([head, longer.toString("base64url"), signature].join("."))).status).toBe(401);
    expect((await me(token)).status).toBe(200);
  });
});

describe("a code", () => {
  const take = (form: Record<string, string>) =>
    fetch(`${issuer}/token`, { method: "POST", body: new URLSearchParams(form) });

  it("that nobody was given, and a refresh token that nobody was given, bring nothing", async () => {
    const code = { grant_type: "authorization_code", code: "x", client_id: "web", redirect_uri: good.redirect_uri };
    expect((await take({ ...code, code_verifier: "v" })).status).toBe(400);
    expect((await take({ grant_type: "refresh_token", refresh_token: "owner:x" })).status).toBe(400);
  });

  it("is given to one of two that bring it at once", async () => {
    const { signInStorage } = await import("./sign-in-storage.ts");
    await signInStorage.set(["oauth:code", "once"], { a: 1 }, new Date(Date.now() + 60_000));
    const taken = await Promise.all([1, 2, 3].map(() => signInStorage.get(["oauth:code", "once"])));
    expect(taken.filter(Boolean)).toEqual([{ a: 1 }]);
  });
});

it("has one pair of keys of each kind, though three processes find none at the same time", async () => {
  const { encryptionKeys, signingKeys } = await import("@openauthjs/openauth/keys");
  const { signInStorage } = await import("./sign-in-storage.ts");
  for (const kind of ["signing:key", "encryption:key"])
    for await (const [key] of signInStorage.scan([kind])) await signInStorage.remove(key);
  for (const keys of [signingKeys, encryptionKeys]) {
    const found = await Promise.all([1, 2, 3].map(() => keys(signInStorage)));
    expect(new Set(found.flat().map(({ id }) => id)).size).toBe(1);
  }
});

it("has one new pair of keys when somebody has ended the one that it had", async () => {
  const { signingKeys } = await import("@openauthjs/openauth/keys");
  const { signInStorage } = await import("./sign-in-storage.ts");
  const { config } = await import("@videoflow/core/table");
  await signingKeys(signInStorage);
  for await (const [[pk = "", sk = ""], value] of signInStorage.scan(["signing:key"])) {
    const ended = JSON.stringify({ ...value, expired: Date.now() });
    const Item = { pk: { S: pk }, sk: { S: sk }, value: { S: ended } };
    await config.client.send(new PutItemCommand({ TableName: Resource.AuthStorage.name, Item }));
  }
  const found = await Promise.all([1, 2, 3].map(() => signingKeys(signInStorage)));
  const good = found.flat().filter(({ expired }) => !expired);
  expect([good.length, new Set(good.map(({ id }) => id)).size]).toEqual([3, 1]);
}, 20_000);
