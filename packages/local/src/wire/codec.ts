import type { IncomingMessage, ServerResponse } from "node:http";
import type { Readable } from "node:stream";
import type { AwsError } from "../error.ts";
import type { SealedBody } from "./sealed-body.ts";

/** A request as it came in. `body` may be read once; codecs that stream leave it to the operation. */
export interface WireRequest {
  readonly method: string;
  /** The path as it was sent, still encoded: a URL object would resolve the `..` that keys of objects may have. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly requestId: string;
  readonly headers: IncomingMessage["headers"];
  /** The payload: whole and verified where the service does not stream, else still to be read and verified. */
  readonly body: SealedBody | Buffer;
}

export interface Decoded {
  readonly operation: string;
  readonly input: object;
  /** The payload, where it is not part of `input` because it is streamed. */
  readonly body?: SealedBody;
}

export interface WireReply {
  readonly status: number;
  readonly headers: Record<string, string | number | string[]>;
  readonly body?: string | Uint8Array | Readable;
}

/** How one AWS protocol reads requests and writes answers: JSON-RPC for some services, REST-XML or REST-JSON for others. */
export interface Codec {
  decode(request: WireRequest): Promise<Decoded>;
  encode(operation: string, output: object, request: WireRequest): Promise<WireReply>;
  error(error: AwsError, request: WireRequest): WireReply;
}

/** A handler that answers by itself, outside the AWS APIs: API Gateway routes, function URLs, the health page. */
export type RawHandler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;
