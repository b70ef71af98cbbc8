import { buffer } from "node:stream/consumers";
import { AwsError } from "../error.ts";
import type { Codec, WireRequest } from "./codec.ts";
import { openBody } from "./sealed-body.ts";

/**
 * AWS JSON 1.0 and 1.1: `POST /` with `X-Amz-Target: <target>.<Operation>`. Times go out as epoch seconds, bytes as
 * base64; inputs stay as JSON has them (bytes are base64 strings), which is also how they are stored.
 * `plain` are operations whose answers hold neither: to look for them in a page of items takes longer than to read the page.
 * https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html
 */
export function jsonCodec(version: "1.0" | "1.1", plain: ReadonlySet<string> = new Set()): Codec {
  const headers = { "content-type": `application/x-amz-json-${version}` };
  return {
    async decode(request) {
      const operation = targetOf(request);
      try {
        const bytes = Buffer.isBuffer(request.body) ? request.body : await buffer(openBody(request.body));
        return { operation, input: (JSON.parse(bytes.toString()) ?? {}) as object };
      } catch (cause) {
        if (cause instanceof AwsError) throw cause;
        throw new AwsError(
          "SerializationException",
          `The body of ${operation} is not JSON: ${(cause as Error).message}`,
        );
      }
    },
    async encode(operation, output) {
      return { status: 200, headers, body: plain.has(operation) ? JSON.stringify(output) : stringify(output) };
    },
    error(error) {
      const body = { __type: error.code, message: error.message, ...error.detail };
      return { status: error.status, headers: { ...headers, "x-amzn-errortype": error.code }, body: stringify(body) };
    },
  };
}

function targetOf(request: WireRequest): string {
  const target = request.headers["x-amz-target"];
  const operation = typeof target === "string" ? target.slice(target.lastIndexOf(".") + 1) : "";
  if (!operation) throw new AwsError("UnknownOperationException", "The request has no X-Amz-Target header");
  return operation;
}

function stringify(value: object): string {
  return JSON.stringify(value, function replace(this: Record<string, unknown>, key, entry) {
    const raw = this[key];
    if (raw instanceof Date) return raw.getTime() / 1000;
    if (raw instanceof Uint8Array) return Buffer.from(raw).toString("base64");
    return entry;
  });
}
