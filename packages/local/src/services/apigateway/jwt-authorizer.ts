import { verify } from "node:crypto";
import type { Authorizer } from "./api.ts";
import { GatewayError } from "./gateway-error.ts";
import { identityOf } from "./identity-source.ts";
import type { IssuerKeys } from "./jwks.ts";
import type { RoutedRequest } from "./request-context.ts";

/** HTTP APIs take RSA signatures only. */
const HASHES: Readonly<Record<string, string>> = { RS256: "sha256", RS384: "sha384", RS512: "sha512" };

type Claims = Readonly<Record<string, unknown>>;

interface Token {
  readonly header: { readonly alg?: string; readonly kid?: string };
  readonly claims: Claims;
  readonly signed: string;
  readonly signature: Buffer;
}

/**
 * Checks the bearer token of a request; returns what the event says about it. Throws GatewayError: 401 without a valid
 * token, 403 without one of the route's scopes.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */
export async function authorizeByJwt(
  authorizer: Extract<Authorizer, { kind: "jwt" }>,
  routed: RoutedRequest,
  keys: IssuerKeys,
) {
  const given = identityOf(authorizer.identitySource, routed)?.replace(/^Bearer\s+/i, "");
  if (!given) throw unauthorized();
  const token = parse(given);
  await checkSignature(token, authorizer.issuer, keys);
  checkClaims(token.claims, authorizer);
  const scopes = scopesOf(token.claims);
  const needed = routed.route.scopes;
  if (needed.length > 0 && !needed.some((scope) => scopes?.includes(scope))) {
    throw new GatewayError(403, "Forbidden", {
      headers: challenge("insufficient_scope", "The token lacks the route's scopes"),
    });
  }
  return { jwt: { claims: texts(token.claims), scopes: needed.length > 0 ? (scopes ?? null) : null } };
}

function parse(text: string): Token {
  const [head = "", body = "", signature = "", ...more] = text.split(".");
  try {
    if (more.length > 0) throw new SyntaxError("A token has three parts");
    const json = (part: string) => JSON.parse(Buffer.from(part, "base64url").toString());
    return {
      header: json(head),
      claims: json(body),
      signed: `${head}.${body}`,
      signature: Buffer.from(signature, "base64url"),
    };
  } catch (cause) {
    throw unauthorized("the token is malformed", cause);
  }
}

async function checkSignature({ header, signed, signature }: Token, issuer: string, keys: IssuerKeys): Promise<void> {
  const hash = HASHES[header.alg ?? ""];
  if (!hash) throw unauthorized(`signing algorithm ${header.alg} is not supported`);
  const key = await keys.find(issuer, header.kid ?? "").catch((cause: unknown) => {
    throw unauthorized("the issuer's keys could not be read", cause);
  });
  if (!key) throw unauthorized("the token is signed with a key that its issuer does not have");
  if (!verify(hash, Buffer.from(signed), key, signature)) throw unauthorized("the token has an invalid signature");
}

function checkClaims(claims: Claims, { issuer, audiences }: Extract<Authorizer, { kind: "jwt" }>): void {
  const now = Date.now() / 1000;
  const { iss, aud, client_id, exp, nbf, iat } = claims;
  if (iss !== issuer) throw unauthorized("the token is of another issuer");
  if (typeof exp !== "number" || exp <= now) throw unauthorized("the token has expired");
  if (typeof nbf === "number" && nbf > now) throw unauthorized("the token is not valid yet");
  if (typeof iat === "number" && iat > now) throw unauthorized("the token was issued in the future");
  // Access tokens of Cognito have no audience, but the client that they are for.
  const given = aud === undefined ? [client_id] : [aud].flat();
  if (!given.some((audience) => audiences.includes(String(audience))))
    throw unauthorized("the token is for another audience");
}

function scopesOf({ scope, scp }: Claims): string[] | undefined {
  const given = scope ?? scp;
  if (given === undefined) return undefined;
  return Array.isArray(given) ? given.map(String) : String(given).split(" ");
}

/** Claims reach the function as text, lists in brackets. */
function texts(claims: Claims): Record<string, string> {
  const text = (value: unknown): string => (Array.isArray(value) ? `[${value.map(text).join(" ")}]` : String(value));
  return Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, text(value)]));
}

function unauthorized(description?: string, cause?: unknown): GatewayError {
  const headers = description ? challenge("invalid_token", description) : { "www-authenticate": "Bearer" };
  return new GatewayError(401, "Unauthorized", { cause, headers });
}

function challenge(error: string, description: string): Record<string, string> {
  return { "www-authenticate": `Bearer scope="" error="${error}" error_description="${description}"` };
}
