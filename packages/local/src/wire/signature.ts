import { createHmac, createSecretKey, hash, type KeyObject, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { AwsError } from "../error.ts";

const ALGORITHM = "AWS4-HMAC-SHA256";
const SKEW_MS = 15 * 60_000;
const LONGEST_EXPIRY_S = 7 * 24 * 3600;
/** Signed for the payload of a request without a body hash of its own, in the services that sign the body itself. */
const EMPTY_SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/** What a request says about who signed it, before anything is verified. */
export interface Claim {
  readonly accessKeyId: string;
  /** Credential scope: `20260101/us-east-1/s3/aws4_request`. */
  readonly scope: string;
  readonly service: string;
  readonly signature: string;
  readonly signedHeaders: readonly string[];
  /** `20260101T000000Z` */
  readonly date: string;
  /** Set for presigned URLs: seconds from `date` during which the URL holds. */
  readonly expiresIn?: number;
}

/** Reads the signature from the Authorization header or, for a presigned URL, from the query. Undefined when unsigned. */
export function readClaim(request: IncomingMessage, query: URLSearchParams): Claim | undefined {
  const header = request.headers.authorization;
  if (header?.startsWith(ALGORITHM)) return fromHeader(header, request);
  if (query.get("X-Amz-Algorithm") === ALGORITHM) return fromQuery(query);
  return undefined;
}

/**
 * Checks time and signature of a request. `bodySha256` is the hex digest that the signer signed for the body: the value
 * of x-amz-content-sha256 where the client sent one, else the digest of the body itself.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function verifySignature(claim: Claim, secret: string, request: IncomingMessage, bodySha256: string): void {
  verifyTime(claim);
  const canonical = canonicalRequest(claim, request, bodySha256);
  const toSign = [ALGORITHM, claim.date, claim.scope, sha256(canonical)].join("\n");
  const expected = hmac(signingKey(claim.scope, secret), toSign);
  const given = Buffer.from(claim.signature, "hex");
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new AwsError(
      "SignatureDoesNotMatch",
      "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
      403,
    );
  }
}

/** The digest that a request's signature covers, when the client says it: a hex digest or a marker such as UNSIGNED-PAYLOAD. */
export function statedBodyHash(claim: Claim, request: IncomingMessage): string | undefined {
  const stated = request.headers["x-amz-content-sha256"];
  if (typeof stated === "string") return stated;
  if (claim.expiresIn !== undefined) return claim.service === "s3" ? "UNSIGNED-PAYLOAD" : EMPTY_SHA256;
  return undefined;
}

/** Path and query of a request's target, both still encoded. */
export function splitTarget(target: string): [path: string, query: string] {
  return split(target, "?");
}

export function sha256(data: string | Uint8Array): string {
  return hash("sha256", data);
}

const signingKeys = new Map<string, KeyObject>();

/** The key of one day, region and service; deriving it costs four HMACs, so it is kept. Also signs chunks of a body. */
export function signingKey(scope: string, secret: string): KeyObject {
  const id = `${scope} ${secret}`;
  const known = signingKeys.get(id);
  if (known) return known;
  const [date = "", region = "", service = "", end = ""] = scope.split("/");
  const key = createSecretKey(hmac(hmac(hmac(hmac(Buffer.from(`AWS4${secret}`), date), region), service), end));
  if (signingKeys.size > 1000) signingKeys.clear();
  signingKeys.set(id, key);
  return key;
}

function fromHeader(header: string, request: IncomingMessage): Claim {
  const parts = new Map([...header.matchAll(/(\w+)=([^,\s]+)/g)].map(([, name, value]) => [name, value]));
  const credential = parts.get("Credential");
  const signedHeaders = parts.get("SignedHeaders");
  const signature = parts.get("Signature");
  const date = request.headers["x-amz-date"] ?? "";
  if (!credential || !signedHeaders || !signature || typeof date !== "string") {
    throw new AwsError(
      "IncompleteSignature",
      "The Authorization header lacks Credential, SignedHeaders or Signature",
      400,
    );
  }
  return claim(credential, signedHeaders, signature, date);
}

function fromQuery(query: URLSearchParams): Claim {
  const value = (name: string) => {
    const found = query.get(name);
    if (found) return found;
    throw new AwsError("AuthorizationQueryParametersError", `The presigned URL lacks ${name}`, 400);
  };
  const expiresIn = Number(value("X-Amz-Expires"));
  if (!(expiresIn >= 1 && expiresIn <= LONGEST_EXPIRY_S)) {
    throw new AwsError("AuthorizationQueryParametersError", "X-Amz-Expires must be between 1 second and one week", 400);
  }
  const base = claim(
    value("X-Amz-Credential"),
    value("X-Amz-SignedHeaders"),
    value("X-Amz-Signature"),
    value("X-Amz-Date"),
  );
  return { ...base, expiresIn };
}

function claim(credential: string, signedHeaders: string, signature: string, date: string): Claim {
  const [accessKeyId = "", ...scope] = credential.split("/");
  const [, , service = ""] = scope;
  return { accessKeyId, scope: scope.join("/"), service, signature, signedHeaders: signedHeaders.split(";"), date };
}

function verifyTime(claim: Claim): void {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(claim.date) ?? [];
  const signedAt = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(signedAt))
    throw new AwsError("IncompleteSignature", `'${claim.date}' is not a date in ISO 8601 basic form`);
  const now = Date.now();
  if (claim.expiresIn !== undefined) {
    if (now > signedAt + claim.expiresIn * 1000) throw new AwsError("AccessDenied", "Request has expired", 403);
    if (signedAt > now + SKEW_MS) throw new AwsError("AccessDenied", "Request is not yet valid", 403);
  } else if (Math.abs(now - signedAt) > SKEW_MS) {
    throw new AwsError(
      "RequestTimeTooSkewed",
      "The difference between the request time and the server's time is too large",
      403,
    );
  }
}

function canonicalRequest(claim: Claim, request: IncomingMessage, bodySha256: string): string {
  const [path, query] = splitTarget(request.url ?? "/");
  return [
    request.method,
    // S3 signs the path as it is sent; every other service signs it encoded once more.
    claim.service === "s3" ? path : path.split("/").map(encode).join("/"),
    canonicalQuery(query),
    ...claim.signedHeaders.map((name) => `${name}:${headerValue(request, name)}`),
    "",
    claim.signedHeaders.join(";"),
    bodySha256,
  ].join("\n");
}

function canonicalQuery(query: string): string {
  if (query === "") return "";
  return query
    .split("&")
    .map((pair) => split(pair, "="))
    .filter(([name]) => name !== "X-Amz-Signature")
    .map(([name = "", value = ""]) => [encode(decode(name)), encode(decode(value))] as const)
    .sort(([nameA, valueA], [nameB, valueB]) => order(nameA, nameB) || order(valueA, valueB))
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
}

function headerValue(request: IncomingMessage, name: string): string {
  const value = request.headers[name] ?? "";
  return (Array.isArray(value) ? value.join(",") : value).trim().replace(/\s+/g, " ");
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function split(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", "%20"));
  } catch {
    throw new AwsError("InvalidURI", `'${text}' in the query is not percent-encoded UTF-8`);
  }
}

/** Percent-encodes all but the unreserved characters of RFC 3986, as the signature wants it. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

function hmac(key: Buffer | KeyObject, data: string): Buffer {
  return createHmac("sha256", key).update(data).digest();
}
