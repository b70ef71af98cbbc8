import type { IncomingMessage } from "node:http";
import type { CORSConfiguration } from "@aws-sdk/client-s3";
import type { S3Context } from "./context.ts";
import { corsHeaders } from "./cors.ts";
import { bucketInHost } from "./wire.ts";

export interface CrossOriginAnswer {
  readonly headers: Record<string, string>;
  /** Whether this is a preflight, and it is granted. */
  readonly preflight: boolean;
}

/** What a browser on another origin is told, by the rules of the bucket that it asks for. Undefined without such rules. */
export function crossOriginAnswer(context: S3Context, request: IncomingMessage): CrossOriginAnswer | undefined {
  const { origin } = request.headers;
  const bucket = bucketInHost(request.headers.host) ?? /^\/([^/?]+)/.exec(request.url ?? "")?.[1];
  const rules = bucket && context.buckets.setting<CORSConfiguration>(bucket, "cors");
  if (!rules || origin === undefined) return undefined;
  const isPreflight = request.method === "OPTIONS";
  const method = isPreflight ? String(request.headers["access-control-request-method"]) : (request.method ?? "");
  const asked = isPreflight ? String(request.headers["access-control-request-headers"] ?? "") : "";
  const askedHeaders = asked
    .toLowerCase()
    .split(",")
    .map((name) => name.trim())
    .filter(Boolean);
  const headers = corsHeaders(rules, { origin, method, askedHeaders });
  return headers && { headers, preflight: isPreflight };
}
