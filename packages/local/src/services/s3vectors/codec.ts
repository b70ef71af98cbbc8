import * as client from "@aws-sdk/client-s3vectors";
import { AwsError } from "../../error.ts";
import type { Codec } from "../../wire/codec.ts";
import { restCodec } from "../../wire/rest.ts";

/**
 * REST-JSON. Answers and errors go by the client's schemas. Requests do not need them: they are all `POST /<Operation>` with
 * JSON that has no times and no bytes in it, and a put of 500 vectors is read in 14 ms instead of 300, during which nobody else
 * would be served. What is in them is checked by the operations.
 */
export function vectorsCodec(): Codec {
  const rest = restCodec({ module: client, protocol: "json" });
  return {
    ...rest,
    async decode(request) {
      const operation = /^\/(\w+)$/.exec(request.path)?.[1];
      if (!operation || request.method !== "POST" || !Buffer.isBuffer(request.body)) return rest.decode(request);
      return { operation, input: parse(request.body) };
    },
  };
}

function parse(body: Buffer): object {
  try {
    const input: unknown = JSON.parse(body.length > 0 ? body.toString() : "{}");
    if (typeof input === "object" && input !== null) return input;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new AwsError("SerializationException", "The body is not a JSON object");
}
