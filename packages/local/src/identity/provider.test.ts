import { createHash, createPublicKey, type JsonWebKey, verify } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import { startTestCloud } from "../testing.ts";
import { IDENTITY_PATH, type IdentityClient } from "./provider.ts";
import { signInLink } from "./sign-in-link.ts";

let client: IdentityClient | undefined;
const cloud = await startTestCloud({
  secrets: (identity) => {
    client = identity;
    return {};
  },
});
afterAll(() => cloud.stop());

const issuer = `${cloud.endpoint}${IDENTITY_PATH}`;
const place = { directory: cloud.directory, endpoint: cloud.endpoint };
const go = (url: string, headers: Record<string, string> = {}) => fetch(url, { redirect: "manual", headers });

const verifier = "v".repeat(43);
const redirect_uri = "http://127.0.0.1:1/callback";
const request = {
  ...{ client_id: "videoflow", redirect_uri, response_type: "code", state: "s", nonce: "n", scope: "openid email" },
  ...{ code_challenge: createHash("sha256").update(verifier).digest("base64url"), code_challenge_method: "S256" },
};
const authorizeUrl = (changes = {}) => `${issuer}/authorize?${new URLSearchParams({ ...request, ...changes })}`;

async function enter(): Promise<string> {
  const answer = await go(signInLink(place, authorizeUrl()));
  return answer.headers.getSetCookie()[0]?.split(";")[0] ?? "";
}

async function codeFor(cookie: string): Promise<string> {
  const answer = await go(authorizeUrl(), { cookie });
  return new URL(answer.headers.get("location") ?? "").searchParams.get("code") ?? "";
}

const exchange = (code: string, changes: Record<string, string> = {}) => {
  const secret = { client_id: "videoflow", client_secret: client?.clientSecret ?? "" };
  const form = { ...secret, grant_type: "authorization_code", code, redirect_uri, code_verifier: verifier, ...changes };
  return fetch(`${issuer}/token`, { method: "POST", body: new URLSearchParams(form) });
};

describe("a one-time link", () => {
  it("makes a browser the owner's by a cookie that only the provider is sent, and leads on", async () => {
    const answer = await go(signInLink(place, authorizeUrl()));
    expect([answer.status, answer.headers.get("location")]).toEqual([302, authorizeUrl()]);
    expect(answer.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^identity-test=.+; Path=\/_aws\/identity; HttpOnly; SameSite=Lax; Max-Age=\d+$/),
    ]);
  });

  it("is good once", async () => {
    const link = signInLink(place, authorizeUrl());
    const statuses = await Promise.all([go(link), go(link), go(link)].map(async (answer) => (await answer).status));
    expect(statuses.sort()).toEqual([302, 403, 403]);
  });

  it.each([
    ["of another stage", (link: URL) => link.searchParams.set("code", `a-${(Date.now() + 9e5).toString(36)}.AAAA`)],
    [
      "that was given more time",
      (link: URL) =>
        link.searchParams.set("code", String(link.searchParams.get("code")).replace(/-.*\./, "-zzzzzzzzz.")),
    ],
    ["without a code", (link: URL) => link.searchParams.delete("code")],
  ])("%s lets nobody in", async (_what, change) => {
    const link = new URL(signInLink(place, authorizeUrl()));
    change(link);
    const answer = await go(link.href);
    expect([answer.status, answer.headers.getSetCookie()]).toEqual([403, []]);
  });

  it("leads to no other machine, and its code is not used up by trying", async () => {
    const link = new URL(signInLink(place, authorizeUrl()));
    const elsewhere = new URL(link);
    elsewhere.searchParams.set("to", "http://127.0.0.1.elsewhere.example/");
    expect((await go(elsewhere.href)).status).toBe(400);
    expect((await go(link.href)).status).toBe(302);
  });
});

describe("the identity provider", () => {
  it("vouches for the owner with a signed token, for who brings code, secret and verifier", async () => {
    const answer = await exchange(await codeFor(await enter()));
    const { id_token = "" } = (await answer.json()) as { id_token?: string };
    const [head = "", body = "", signature = ""] = id_token.split(".");
    expect(JSON.parse(Buffer.from(body, "base64url").toString())).toMatchObject({
      ...{ iss: issuer, aud: "videoflow", sub: "owner", email: client?.email, email_verified: true, nonce: "n" },
    });
    const { keys } = (await (await fetch(`${issuer}/jwks`)).json()) as { keys: [JsonWebKey] };
    const key = createPublicKey({ key: keys[0], format: "jwk" });
    const given = { key, dsaEncoding: "ieee-p1363" } as const;
    expect(verify("sha256", Buffer.from(`${head}.${body}`), given, Buffer.from(signature, "base64url"))).toBe(true);
    expect(keys[0]).not.toHaveProperty("d");
  });

  it("gives a code's token once", async () => {
    const code = await codeFor(await enter());
    expect([(await exchange(code)).status, (await exchange(code)).status]).toEqual([200, 400]);
  });

  it.each([
    ["another secret", { client_secret: "x" }, 401],
    ["no secret", { client_secret: "" }, 401],
    ["another client", { client_id: "other" }, 401],
    ["another verifier", { code_verifier: "w".repeat(43) }, 400],
    ["another redirect URI", { redirect_uri: "http://127.0.0.1:2/callback" }, 400],
    ["another grant", { grant_type: "password" }, 400],
  ])("gives nothing for a code with %s", async (_what, changes, status) => {
    expect((await exchange(await codeFor(await enter()), changes)).status).toBe(status);
  });

  it("shows a stranger how to enter, and takes no cookie that it did not make", async () => {
    for (const cookie of ["", "identity-test=zzzzzzzzz.AAAA", (await enter()).replace(/=./, "=z")]) {
      const answer = await go(authorizeUrl(), { cookie });
      expect([answer.status, answer.headers.get("location")]).toEqual([401, null]);
      expect(await answer.text()).toContain("./videoflow open");
    }
  });

  it.each([
    ["to another machine", { redirect_uri: "https://elsewhere.example/" }],
    ["for another client", { client_id: "other" }],
  ])("sends nobody %s", async (_what, changes) => {
    const answer = await go(authorizeUrl(changes), { cookie: await enter() });
    expect([answer.status, answer.headers.get("location")]).toEqual([400, null]);
  });

  it("tells where everything is, in the standard's place", async () => {
    const configuration = await (await fetch(`${issuer}/.well-known/openid-configuration`)).json();
    expect(configuration).toMatchObject({
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      jwks_uri: `${issuer}/jwks`,
    });
  });
});
