import { Resource } from "sst/resource";
import type { Journey, Tokens } from "./cookies.ts";

const CLIENT_ID = "web";

const redirectUri = (origin: string) => `${origin}/auth/callback`;

/** Where to send a browser that is to sign in, and what is to be known when it comes back: the code flow with PKCE. */
export async function beginSignIn(origin: string, to: string): Promise<{ location: string; journey: Journey }> {
  const [state, verifier] = [random(), random()];
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  const query = new URLSearchParams({
    ...{ client_id: CLIENT_ID, redirect_uri: redirectUri(origin), response_type: "code", state },
    ...{ code_challenge: Buffer.from(digest).toString("base64url"), code_challenge_method: "S256" },
  });
  return { location: `${Resource.Auth.url}/authorize?${query}`, journey: { state, verifier, to } };
}

/** Undefined when the issuer does not take the code. */
export function tokensOfCode(origin: string, code: string, verifier: string): Promise<Tokens | undefined> {
  return ask({
    ...{ grant_type: "authorization_code", client_id: CLIENT_ID, redirect_uri: redirectUri(origin) },
    ...{ code, code_verifier: verifier },
  });
}

/** Undefined when the session is over. */
export function renewedTokens(refreshToken: string): Promise<Tokens | undefined> {
  return ask({ grant_type: "refresh_token", refresh_token: refreshToken, client_id: CLIENT_ID });
}

async function ask(form: Record<string, string>): Promise<Tokens | undefined> {
  const response = await fetch(`${Resource.Auth.url}/token`, { method: "POST", body: new URLSearchParams(form) });
  if (response.ok) return (await response.json()) as Tokens;
  if (response.status < 500) return undefined;
  throw new Error(`The issuer of tokens answered ${response.status}: ${await response.text()}`);
}

const random = () => Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString("base64url");
