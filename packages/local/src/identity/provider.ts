import { timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { userInfo } from "node:os";
import { text } from "node:stream/consumers";
import type { Place } from "../cloud.ts";
import type { Database } from "../state/database.ts";
import { stageKey } from "../state/stage-secret.ts";
import { type Answer, html, json, redirect } from "./answer.ts";
import { Grants } from "./grants.ts";
import { OneTimeCodes } from "./one-time-code.ts";
import { seal, unseal } from "./seal.ts";
import { SigningKey } from "./signing-key.ts";

/** Where it is served, below the stage's endpoint. */
export const IDENTITY_PATH = "/_aws/identity";

const CLIENT_ID = "videoflow";
const SUBJECT = "owner";
const EMAIL = "owner@this-machine.local";
const SESSION_S = 30 * 24 * 3600;
const TOKEN_S = 300;

/** How an app on this stage makes itself known here, and whom it will be told of. */
export interface IdentityClient {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The one person that there is: the stage's owner. */
  readonly email: string;
}

/**
 * A stage's own OpenID provider: on this machine it stands where a company's identity provider stands on AWS. It knows one
 * person, the stage's owner, and takes a one-time code for proof, which only the owner's processes can make.
 * https://openid.net/specs/openid-connect-core-1_0.html (code flow with PKCE)
 */
export class IdentityProvider {
  readonly #place: Place;
  readonly #database: Database;
  readonly #codes: OneTimeCodes;
  readonly #grants = new Grants();
  #key: SigningKey | undefined;

  constructor(place: Place, database: Database) {
    this.#place = place;
    this.#database = database;
    this.#codes = new OneTimeCodes(database, place.directory);
  }

  get client(): IdentityClient {
    const clientSecret = stageKey(this.#place.directory, "identity-client").toString("base64url");
    return {
      issuer: this.#issuer,
      clientId: CLIENT_ID,
      clientSecret,
      email: EMAIL,
    };
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { status, headers, body } = await this.#answer(request);
    response.writeHead(status, { "cache-control": "no-store", "referrer-policy": "no-referrer", ...headers }).end(body);
  }

  get #issuer(): string {
    return `${this.#place.endpoint()}${IDENTITY_PATH}`;
  }

  async #answer(request: IncomingMessage): Promise<Answer> {
    const url = new URL(request.url ?? "/", this.#issuer);
    if (!isLoopback(`http://${request.headers.host}`))
      return html(403, "Not from here", "This is for this machine only.");
    switch (`${request.method} ${url.pathname.slice(IDENTITY_PATH.length)}`) {
      case "GET /.well-known/openid-configuration":
        return json(200, this.#configuration());
      case "GET /jwks":
        return json(200, this.#signingKey().keys);
      case "GET /enter":
        return this.#enter(url.searchParams);
      case "GET /authorize":
        return this.#authorize(url.searchParams, request);
      case "POST /token":
        return this.#token(new URLSearchParams(await text(request)));
      default:
        return html(404, "Nothing here", "The identity provider of this stage has no such page.");
    }
  }

  #configuration(): object {
    const issuer = this.#issuer;
    return {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
      response_types_supported: ["code"],
      grant_types_supported: ["authorization_code"],
      subject_types_supported: ["public"],
      id_token_signing_alg_values_supported: ["ES256"],
      code_challenge_methods_supported: ["S256"],
      token_endpoint_auth_methods_supported: ["client_secret_post"],
      scopes_supported: ["openid", "email", "profile"],
    };
  }

  /** Where a one-time link leads: a good code makes this browser the owner's, and leads on. */
  async #enter(query: URLSearchParams): Promise<Answer> {
    const to = query.get("to") ?? "";
    if (!isLoopback(to)) return html(400, "Not a link of this stage", "It leads to another machine.");
    if (!(await this.#codes.take(query.get("code") ?? "")))
      return html(403, "This link has been used, or is too old", HOW_TO_ENTER);
    const value = seal(this.#sessionKey(), (Date.now() + SESSION_S * 1000).toString(36));
    const cookie = `${this.#cookie}=${value}; Path=${IDENTITY_PATH}; HttpOnly; SameSite=Lax; Max-Age=${SESSION_S}`;
    return redirect(to, { "set-cookie": cookie });
  }

  #authorize(query: URLSearchParams, request: IncomingMessage): Answer {
    const redirectUri = query.get("redirect_uri") ?? "";
    const isKnown = query.get("client_id") === CLIENT_ID && isLoopback(redirectUri);
    if (!isKnown) return html(400, "Not an app of this stage", "Its client id or redirect URI is unknown here.");
    const back = (answer: Record<string, string>) => {
      const location = new URL(redirectUri);
      for (const [name, value] of Object.entries({ ...answer, state: query.get("state") ?? "" })) {
        location.searchParams.set(name, value);
      }
      return redirect(location.href);
    };
    const challenge = query.get("code_challenge");
    const isWellFormed = query.get("response_type") === "code" && query.get("code_challenge_method") === "S256";
    if (!isWellFormed || !challenge)
      return back({ error: "invalid_request", error_description: "Code flow with PKCE only" });
    if (!this.#isOwner(request)) return html(401, "Who are you?", HOW_TO_ENTER);
    const nonce = query.get("nonce") ?? undefined;
    return back({ code: this.#grants.give({ clientId: CLIENT_ID, redirectUri, nonce, challenge }) });
  }

  #token(form: URLSearchParams): Answer {
    const given = (name: string) => form.get(name) ?? "";
    const { clientId, clientSecret, email, issuer } = this.client;
    if (given("client_id") !== clientId || !isSame(given("client_secret"), clientSecret))
      return json(401, { error: "invalid_client" });
    if (given("grant_type") !== "authorization_code") return json(400, { error: "unsupported_grant_type" });
    const grant = this.#grants.take(given("code"), given("redirect_uri"), given("code_verifier"));
    if (!grant) return json(400, { error: "invalid_grant" });
    const iat = Math.floor(Date.now() / 1000);
    const claims = {
      ...{ iss: issuer, sub: SUBJECT, aud: clientId, iat, exp: iat + TOKEN_S },
      ...{ email, email_verified: true, name: userInfo().username },
      ...(grant.nonce !== undefined && { nonce: grant.nonce }),
    };
    const id_token = this.#signingKey().sign(claims);
    return json(200, { access_token: id_token, token_type: "Bearer", expires_in: TOKEN_S, id_token });
  }

  #isOwner({ headers: { cookie = "" } }: IncomingMessage): boolean {
    const values = cookie.split(/;\s*/).filter((pair) => pair.startsWith(`${this.#cookie}=`));
    return values.some((pair) => {
      const until = unseal(this.#sessionKey(), pair.slice(this.#cookie.length + 1));
      return until !== undefined && Number.parseInt(until, 36) > Date.now();
    });
  }

  /** Cookies do not tell ports apart, and so not stages: their names must. */
  get #cookie(): string {
    return `identity-${this.#place.stage}`;
  }

  #sessionKey(): Buffer {
    return stageKey(this.#place.directory, "identity-session");
  }

  #signingKey(): SigningKey {
    this.#key ??= new SigningKey(this.#database);
    return this.#key;
  }
}

const HOW_TO_ENTER =
  "Open the link that <code>./videoflow start</code> printed, or get a new one: <code>./videoflow open</code>";

function isLoopback(url: string): boolean {
  return URL.canParse(url) && /^http:\/\/(127\.0\.0\.1|localhost)(:|\/|$)/.test(new URL(url).origin);
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
