import type { Codec, WireRequest } from "./codec.ts";
import { documentsOf, type Protocol } from "./rest-document.ts";
import { writeError } from "./rest-error.ts";
import { operationsOf } from "./rest-model.ts";
import { writeOutput } from "./rest-reply.ts";
import { type BodyCheck, readInput } from "./rest-request.ts";
import { createRouter } from "./rest-router.ts";

export interface RestOptions {
  /** The SDK client's module, `import * as lambda from "@aws-sdk/client-lambda"`: its schemas are the API's definition. */
  readonly module: object;
  readonly protocol: Protocol;
  /** Namespace of the service's XML documents. */
  readonly xmlNamespace?: string;
  /** The path that operations are found by, still encoded; default the request's own. */
  readonly path?: (request: WireRequest) => string;
  /** Checks documents that come whole, as streamed payloads are checked by their operation. */
  readonly checkBody?: BodyCheck;
}

/**
 * REST-XML and REST-JSON, made from the schemas that the SDK's clients export: nothing about an API is written by hand.
 * Inputs and outputs have the SDK's shapes, except that a streamed input payload comes as `Decoded.body`.
 * https://smithy.io/2.0/aws/protocols/aws-restxml-protocol.html
 * https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html
 */
export function restCodec({ module, protocol, xmlNamespace, path, checkBody }: RestOptions): Codec {
  const operations = operationsOf(module);
  const byName = new Map(operations.map((operation) => [operation.name, operation]));
  const route = createRouter(operations);
  const documents = documentsOf(protocol, xmlNamespace);
  return {
    async decode(request) {
      const target = path ? path(request) : request.path;
      const match = route(request.method, target, request.query, request.headers);
      return readInput(match, request, documents, checkBody ?? (() => {}));
    },
    async encode(name, output) {
      const operation = byName.get(name);
      if (!operation) throw new Error(`The client's module has no operation ${name}`);
      return writeOutput(operation, output, documents, protocol);
    },
    error: (error, request) => writeError(error, request, protocol),
  };
}
