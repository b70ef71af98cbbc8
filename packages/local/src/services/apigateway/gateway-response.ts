import type { GatewayError } from "./gateway-error.ts";

/** An answer on its way to the client. */
export interface GatewayResponse {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: Buffer;
}

interface Structured {
  readonly statusCode?: unknown;
  readonly headers?: Readonly<Record<string, unknown>> | null;
  readonly multiValueHeaders?: Readonly<Record<string, readonly unknown[]>> | null;
  readonly cookies?: readonly string[] | null;
  readonly body?: unknown;
  readonly isBase64Encoded?: boolean;
}

/** Thrown for what a function returned and no client can be given. */
class MalformedResponse extends Error {
  override readonly name = "MalformedResponse";
}

/**
 * Reads what a function returned. In format 2.0 anything without a `statusCode` is the body of a 200, as JSON; format 1.0
 * must have one.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function responseOf(payload: Buffer, version: "1.0" | "2.0"): GatewayResponse {
  const value: unknown = JSON.parse(payload.toString() || "null");
  if (isStructured(value)) return structured(value, version);
  if (version === "1.0") throw new MalformedResponse("In payload format 1.0 a function must return a statusCode");
  const body = Buffer.from(typeof value === "string" ? value : JSON.stringify(value));
  return { status: 200, headers: { "content-type": "application/json" }, body };
}

function isStructured(value: unknown): value is Structured {
  return typeof value === "object" && value !== null && "statusCode" in value;
}

function structured(value: Structured, version: "1.0" | "2.0"): GatewayResponse {
  const status = Number(value.statusCode);
  if (!Number.isInteger(status) || status < 100 || status > 599) {
    throw new MalformedResponse(`statusCode ${JSON.stringify(value.statusCode)} is no HTTP status`);
  }
  const headers: Record<string, string | string[]> = { "content-type": "text/plain; charset=utf-8" };
  for (const [name, header] of Object.entries(value.headers ?? {})) headers[name.toLowerCase()] = String(header);
  if (version === "1.0") {
    for (const [name, values] of Object.entries(value.multiValueHeaders ?? {})) {
      headers[name.toLowerCase()] = values.map(String);
    }
  } else if (value.cookies?.length) headers["set-cookie"] = [...value.cookies];
  // The length is that of the body that goes out, whatever the function thought it was.
  delete headers["content-length"];
  return { status, headers, body: bodyOf(value) };
}

function bodyOf({ body, isBase64Encoded }: Structured): Buffer {
  if (body === undefined || body === null) return Buffer.alloc(0);
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return Buffer.from(text, isBase64Encoded ? "base64" : "utf8");
}

export function errorResponse({ status, message, headers }: GatewayError): GatewayResponse {
  const body = Buffer.from(JSON.stringify({ message }));
  return { status, headers: { "content-type": "application/json", ...headers }, body };
}
