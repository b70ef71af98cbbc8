import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Journal } from "../cloud.ts";
import { AwsError } from "../error.ts";
import type { KeyRing } from "../iam/keys.ts";
import type { Principal, Service } from "../service.ts";
import type { RawHandler, WireReply, WireRequest } from "./codec.ts";
import { type Dispatcher, newRequestId } from "./dispatcher.ts";
import { bufferBody, checkBody } from "./payload.ts";
import { type SealedBody, unsealed } from "./sealed-body.ts";
import { type Claim, readClaim, splitTarget, statedBodyHash, verifySignature } from "./signature.ts";
import { streamedBody } from "./streamed.ts";

/** Paths that belong to no AWS API begin with this: API Gateway's routes, health. */
const OWN_PATHS = "/_aws/";

interface WireOptions {
  readonly dispatcher: Dispatcher;
  readonly keys: KeyRing;
  readonly journal: Journal;
  /** Answers below `/_aws/`, by the segment that follows. */
  readonly own: Readonly<Record<string, RawHandler>>;
  /** Answers and headers for browsers on another origin, by the bucket's own rules. */
  readonly crossOrigin: (
    request: IncomingMessage,
  ) => { headers: Record<string, string>; preflight: boolean } | undefined;
}

/** The HTTP endpoint of all services: tells which one is meant, verifies who calls, decodes, dispatches, answers. */
export class Wire {
  readonly #server: Server;
  readonly #options: WireOptions;
  #open = Promise.withResolvers<void>();

  constructor(options: WireOptions) {
    this.#options = options;
    this.#server = createServer({ keepAliveTimeout: 60_000, highWaterMark: 1024 * 1024 }, (request, response) => {
      this.#answer(request, response).catch((error: unknown) => {
        // The client went away in the middle of an answer; nobody is left to tell.
        if (!response.destroyed) options.journal.error("wire.failed", error, { url: request.url });
        response.destroy();
      });
    });
    this.#server.requestTimeout = 0;
  }

  /** Listens on the loopback interface only. Port 0 takes any free one. Requests wait until `open`. */
  async listen(port: number): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(port, "127.0.0.1", resolve);
    });
    return (this.#server.address() as AddressInfo).port;
  }

  /** Lets requests in, once the resources that they ask for exist. */
  open(): void {
    this.#open.resolve();
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    await this.#open.promise;
    const target = request.url ?? "/";
    if (target.startsWith(OWN_PATHS)) return this.#answerOwn(target, request, response);
    const crossOrigin = request.headers.origin ? this.#options.crossOrigin(request) : undefined;
    for (const [name, value] of Object.entries(crossOrigin?.headers ?? {})) response.setHeader(name, value);
    if (request.method === "OPTIONS") {
      response.writeHead(crossOrigin?.preflight ? 200 : 403).end();
      return;
    }
    await this.#answerApi(request, response);
  }

  async #answerOwn(target: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const name = /^\/_aws\/([^/?]*)/.exec(target)?.[1] ?? "";
    const handler = this.#options.own[name];
    if (handler) await handler(request, response);
    else response.writeHead(404).end();
  }

  async #answerApi(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const requestId = newRequestId();
    const gone = new AbortController();
    response.once("close", () => {
      if (!response.writableFinished) gone.abort();
    });
    let service: Service | undefined;
    const { method = "GET", headers } = request;
    const [path, search] = splitTarget(request.url ?? "/");
    const query = new URLSearchParams(search);
    let wireRequest: WireRequest = { method, path, query, requestId, headers, body: unsealed(request) };
    let reply: WireReply;
    try {
      const claim = readClaim(request, query);
      if (!claim) {
        throw new AwsError(
          "AccessDenied",
          "The request is not signed. Sign it with the keys of this stage (videoflow shell).",
          403,
        );
      }
      service = this.#options.dispatcher.service(claim.service);
      const caller = await this.#identify(request, service, claim);
      wireRequest = { ...wireRequest, body: caller.body };
      const { operation, input, body } = await service.codec.decode(wireRequest);
      const call = {
        principal: caller.principal,
        requestId,
        headers: request.headers,
        signal: gone.signal,
        ...(body && { body }),
      };
      const output = await this.#options.dispatcher.dispatch(service, operation, input, call);
      reply = await service.codec.encode(operation, output, wireRequest);
    } catch (error) {
      const codec = (service ?? this.#options.dispatcher.service("s3")).codec;
      reply = codec.error(this.#asAwsError(error, request, requestId), wireRequest);
    }
    await send(reply, requestId, request, response);
  }

  /** Whose request this is. The body comes back verified, or verifies itself as it is read. */
  async #identify(
    request: IncomingMessage,
    service: Service,
    claim: Claim,
  ): Promise<{ principal: Principal; body: SealedBody | Buffer }> {
    const key = this.#options.keys.find(claim.accessKeyId);
    if (!key) {
      const code = service.name === "s3" ? "InvalidAccessKeyId" : "UnrecognizedClientException";
      throw new AwsError(code, `Access key ${claim.accessKeyId} was not issued by this stage.`, 403);
    }
    const stated = statedBodyHash(claim, request);
    if (service.name === "s3" && stated !== undefined) {
      verifySignature(claim, key.secret, request, stated);
      return { principal: key.principal, body: streamedBody(request, claim, key.secret, stated) };
    }
    const body = await bufferBody(request);
    verifySignature(claim, key.secret, request, checkBody(body, stated));
    return { principal: key.principal, body };
  }

  #asAwsError(error: unknown, request: IncomingMessage, requestId: string): AwsError {
    if (error instanceof AwsError) return error;
    this.#options.journal.error("wire.internal_error", error, { method: request.method, url: request.url, requestId });
    return new AwsError(
      "InternalFailure",
      `The request failed inside the local cloud (request ${requestId}); its log says why.`,
      500,
    );
  }
}

async function send(
  reply: WireReply,
  requestId: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { status, headers, body } = reply;
  response.statusCode = status;
  response.setHeader("x-amzn-requestid", requestId);
  response.setHeader("x-amz-request-id", requestId);
  // What was not read of a refused body must not be taken for the next request on this connection.
  if (!request.complete && status >= 400) response.setHeader("connection", "close");
  // Not by writeHead: headers that are still open get the length of a body that is at hand, which spares the chunks.
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (body instanceof Readable) {
    if (request.method === "HEAD") {
      body.destroy();
      response.end();
    } else await pipeline(body, response);
  } else response.end(request.method === "HEAD" ? undefined : body);
}
