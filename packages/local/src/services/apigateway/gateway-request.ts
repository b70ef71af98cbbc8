import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { GatewayError } from "./gateway-error.ts";

/** More than this no HTTP API takes, in bytes. */
const LARGEST_BODY = 10 * 1024 * 1024;
const PREFIX = /^\/_aws\/execute-api\/([^/?]+)/;

/** A request to an API, read once and whole. */
export interface GatewayRequest {
  readonly apiId: string;
  readonly requestId: string;
  readonly method: string;
  /** Decoded, as HTTP APIs hand it on, with the stage if it is named; begins with `/`. */
  readonly rawPath: string;
  /** Untouched, without `?`. */
  readonly rawQuery: string;
  readonly protocol: string;
  readonly sourceIp: string;
  /** Lower-case names; several values of one joined by commas; cookies apart. */
  readonly headers: Readonly<Record<string, string>>;
  /** Every value by itself, in order. */
  readonly multiHeaders: Readonly<Record<string, readonly string[]>>;
  readonly cookies: readonly string[];
  readonly body: Buffer;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
}

/** The API that a path below `/_aws/execute-api/` is meant for. */
function apiIdOf(url = ""): string {
  return PREFIX.exec(url)?.[1] ?? "";
}

/** Throws GatewayError for a body over 10 MB and for a path that cannot be decoded. */
export async function readRequest(request: IncomingMessage): Promise<GatewayRequest> {
  const url = request.url ?? "/";
  const [path = "", ...query] = url.replace(PREFIX, "").split("?");
  const multiHeaders = headersOf(request);
  const { cookie = [], ...rest } = multiHeaders;
  return {
    apiId: apiIdOf(url),
    requestId: randomUUID(),
    method: request.method ?? "GET",
    rawPath: decode(path) || "/",
    rawQuery: query.join("?"),
    protocol: `HTTP/${request.httpVersion}`,
    sourceIp: request.socket.remoteAddress ?? "127.0.0.1",
    headers: Object.fromEntries(Object.entries(rest).map(([name, values]) => [name, values.join(",")])),
    multiHeaders,
    cookies: cookie.flatMap((value) => value.split(/;\s*/)).filter(Boolean),
    body: await readBody(request),
    receivedAt: Date.now(),
  };
}

/** A path that decodes to something with a question mark ends there: HTTP APIs do so too. */
function decode(path: string): string {
  try {
    return decodeURIComponent(path).split("?")[0] ?? "";
  } catch (cause) {
    throw new GatewayError(400, "Bad Request", { cause });
  }
}

/** As sent, with what a gateway adds about where the request came from. */
function headersOf(request: IncomingMessage): Record<string, string[]> {
  const headers: Record<string, string[]> = {};
  for (const [name, values] of Object.entries(request.headersDistinct)) headers[name] = values ?? [];
  const forwarded = headers["x-forwarded-for"] ?? [];
  const port = /:(\d+)$/.exec(request.headers.host ?? "")?.[1] ?? "80";
  headers["x-forwarded-for"] = [...forwarded, request.socket.remoteAddress ?? "127.0.0.1"];
  headers["x-forwarded-port"] ??= [port];
  headers["x-forwarded-proto"] ??= ["http"];
  delete headers.connection;
  return headers;
}

/**
 * A body that is too large is read to its end all the same, so that the client gets to see the answer. By events: iterating
 * over a request takes as long as all the rest of a small one.
 */
function readBody(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= LARGEST_BODY) chunks.push(chunk);
    });
    request.on("error", reject);
    request.on("end", () => {
      if (bytes <= LARGEST_BODY) resolve(Buffer.concat(chunks));
      else reject(new GatewayError(413, "Request Entity Too Large"));
    });
  });
}
