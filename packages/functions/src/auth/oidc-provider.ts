import { OauthError } from "@openauthjs/openauth/error";
import type { Provider } from "@openauthjs/openauth/provider/provider";
import { getRelativeUrl } from "@openauthjs/openauth/util";
import { Person } from "@videoflow/core/access/operator.schema";
import * as oidc from "openid-client";

interface Settings {
  /** As in the `iss` of its tokens, such as `https://login.example.com`. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** What a browser brings back, sealed in a cookie, from the identity provider. */
interface Journey {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly redirect: string;
}

const JOURNEY_S = 600;

/**
 * Any OpenID provider, by the code flow with PKCE, state and nonce. OpenAuth's own takes the implicit flow, and does not look
 * at who issued a token. Its signature is checked although it comes straight from the provider.
 */
export function oidcProvider(settings: Settings): Provider<{ person: Person }> {
  const configuration = remembered(() => discover(settings));
  return {
    type: "oidc",
    init(routes, context) {
      routes.get("/authorize", async (c) => {
        const verifier = oidc.randomPKCECodeVerifier();
        const journey: Journey = {
          ...{ state: oidc.randomState(), nonce: oidc.randomNonce(), verifier },
          redirect: getRelativeUrl(c, "./callback"),
        };
        await context.set(c, "provider", JOURNEY_S, journey);
        const to = oidc.buildAuthorizationUrl(await configuration(), {
          ...{ redirect_uri: journey.redirect, scope: "openid email profile" },
          ...{ state: journey.state, nonce: journey.nonce },
          code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
          code_challenge_method: "S256",
        });
        return c.redirect(to.href);
      });

      routes.get("/callback", async (c) => {
        const journey = await context.get<Journey | undefined>(c, "provider");
        if (!journey) throw new OauthError("invalid_request", "The sign-in took too long: begin again");
        await context.unset(c, "provider");
        const answer = new URL(journey.redirect);
        answer.search = new URL(c.req.url).search;
        return context.success(c, { person: await personOf(await configuration(), answer, journey) });
      });
    },
  };
}

async function personOf(configuration: oidc.Configuration, answer: URL, journey: Journey): Promise<Person> {
  const { state, nonce, verifier } = journey;
  const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true };
  const tokens = await oidc.authorizationCodeGrant(configuration, answer, checks).catch((cause: Error) => {
    throw new OauthError("access_denied", `The identity provider did not vouch for you: ${cause.message}`);
  });
  const { sub, email, email_verified, name }: Partial<oidc.IDToken> = tokens.claims() ?? {};
  const person = Person.safeParse({ email, subject: sub, ...(typeof name === "string" && { name }) });
  if (!person.success) throw new OauthError("access_denied", "The identity provider does not tell your email address");
  if (email_verified === false)
    throw new OauthError("access_denied", `${email} is not verified with the identity provider`);
  return person.data;
}

function discover({ issuer, clientId, clientSecret }: Settings): Promise<oidc.Configuration> {
  const server = new URL(issuer);
  const execute = [oidc.enableNonRepudiationChecks];
  // What never leaves a machine needs no TLS.
  if (server.protocol === "http:" && server.hostname === "127.0.0.1") execute.push(oidc.allowInsecureRequests);
  return oidc.discovery(server, clientId, clientSecret, undefined, { execute });
}

/** Asks once; after an error, again. */
function remembered<Value>(ask: () => Promise<Value>): () => Promise<Value> {
  let asked: Promise<Value> | undefined;
  return () => {
    asked ??= ask().catch((error: unknown) => {
      asked = undefined;
      throw error;
    });
    return asked;
  };
}
