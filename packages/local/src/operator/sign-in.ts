import { createHash, randomBytes } from "node:crypto";
import { signInLink } from "../identity/sign-in-link.ts";

export interface SignInPlace {
  /** Where the stage keeps its state: who can read its secret is its owner. */
  readonly directory: string;
  readonly endpoint: string;
  /** The OAuth issuer of the app that runs on the stage, which sends people to the stage's identity provider. */
  readonly issuer: string;
}

export interface AccessToken {
  readonly token: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

/** Nobody listens there: the flow ends when it would lead there. */
const REDIRECT_URI = "http://127.0.0.1/signed-in";
const MOST_REDIRECTS = 10;

/**
 * Signs the stage's owner in without a browser, as a browser would: by a one-time link, the issuer's code flow with PKCE, and
 * the cookies of both. Throws with the page that stopped it.
 */
export async function signIn(place: SignInPlace, clientId: string): Promise<AccessToken> {
  const verifier = randomBytes(32).toString("base64url");
  const state = randomBytes(16).toString("base64url");
  const begin = new URLSearchParams({
    ...{ client_id: clientId, redirect_uri: REDIRECT_URI, response_type: "code", state },
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
  });
  const back = await follow(signInLink(place, `${place.issuer}/authorize?${begin}`));
  const code = back.searchParams.get("code");
  if (!code || back.searchParams.get("state") !== state)
    throw new Error(`Could not sign in: ${back.searchParams.get("error_description") ?? back.href}`);
  const response = await fetch(`${place.issuer}/token`, {
    method: "POST",
    body: new URLSearchParams({
      ...{ grant_type: "authorization_code", code, code_verifier: verifier },
      ...{ client_id: clientId, redirect_uri: REDIRECT_URI },
    }),
  });
  if (!response.ok) throw new Error(`Could not sign in: ${response.status} ${await response.text()}`);
  const { access_token, expires_in } = (await response.json()) as { access_token: string; expires_in: number };
  return { token: access_token, expiresAt: Date.now() + expires_in * 1000 };
}

/** Goes from redirect to redirect, with each origin's cookies, until one leads to the redirect URI. */
async function follow(link: string): Promise<URL> {
  const cookies = new Map<string, Map<string, string>>();
  let url = new URL(link);
  for (let count = 0; count < MOST_REDIRECTS; count++) {
    const jar = cookies.get(url.origin) ?? new Map<string, string>();
    cookies.set(url.origin, jar);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(url, { redirect: "manual", ...(cookie && { headers: { cookie } }) });
    for (const [, name = "", value = ""] of response.headers
      .getSetCookie()
      .map((set) => /^([^=]+)=([^;]*)/.exec(set) ?? []))
      jar.set(name, value);
    const location = response.headers.get("location");
    if (!location)
      throw new Error(
        `Could not sign in: ${url.origin}${url.pathname} answered ${response.status} ${await response.text()}`,
      );
    url = new URL(location, url);
    if (url.href.startsWith(REDIRECT_URI)) return url;
  }
  throw new Error(`Could not sign in: more than ${MOST_REDIRECTS} redirects, the last to ${url.origin}${url.pathname}`);
}
