import { createPublicKey, type JsonWebKey, type KeyObject } from "node:crypto";

/** Keys are kept so long, as AWS keeps them; an unknown key id asks the issuer again, though not more often than this. */
const KEEP_MS = 2 * 3600_000;
const ASK_AGAIN_MS = 10_000;
const ANSWER_MS = 5000;

interface Keys {
  readonly byId: Map<string, KeyObject>;
  /** Epoch milliseconds. */
  readonly fetchedAt: number;
}

/** The public keys of token issuers, read from their OpenID configuration. */
export class IssuerKeys {
  readonly #byIssuer = new Map<string, Promise<Keys>>();

  /** Undefined when the issuer has no key of this id. Throws when the issuer cannot be asked. */
  async find(issuer: string, keyId: string): Promise<KeyObject | undefined> {
    const known = await this.#get(issuer);
    const age = Date.now() - known.fetchedAt;
    const found = known.byId.get(keyId);
    if (found && age < KEEP_MS) return found;
    if (age < ASK_AGAIN_MS) return undefined;
    this.#byIssuer.delete(issuer);
    return (await this.#get(issuer)).byId.get(keyId);
  }

  #get(issuer: string): Promise<Keys> {
    const known = this.#byIssuer.get(issuer);
    if (known) return known;
    const fetched = fetchKeys(issuer);
    this.#byIssuer.set(issuer, fetched);
    // An issuer that could not be reached is asked again by the next request.
    fetched.catch(() => this.#byIssuer.delete(issuer));
    return fetched;
  }
}

async function fetchKeys(issuer: string): Promise<Keys> {
  const configuration = await getJson<{ jwks_uri?: string }>(
    `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`,
  );
  if (!configuration.jwks_uri) throw new Error(`The OpenID configuration of ${issuer} has no jwks_uri`);
  const { keys = [] } = await getJson<{ keys?: (JsonWebKey & { kid?: string })[] }>(configuration.jwks_uri);
  const rsa = keys.filter(({ kty }) => kty === "RSA");
  const byId = new Map(rsa.map((key) => [key.kid ?? "", createPublicKey({ key, format: "jwk" })]));
  return { byId, fetchedAt: Date.now() };
}

async function getJson<T>(url: string): Promise<T> {
  const response = await fetch(url, { signal: AbortSignal.timeout(ANSWER_MS) });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return (await response.json()) as T;
}
