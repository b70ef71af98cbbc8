import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { bufferBody } from "../wire/payload.ts";
import { type Answer, failure, type Invocation, LARGEST_RESPONSE } from "./invocation.ts";
import type { Assignment } from "./runtime/assignment.ts";

/** A worker as the Runtime API knows it. */
export interface RuntimeClient {
  /** The function it works for. */
  readonly assignment: Assignment;
  /** Resolves when the function's code may be loaded. */
  codeReady(): Promise<void>;
  /** The worker asks for work; resolves with it, for as long as that takes. */
  next(): Promise<{ invocation: Invocation; deadline: number; functionArn: string }>;
  /** Bytes of a streamed answer. */
  chunk(requestId: string, chunk: Buffer): void;
  answered(requestId: string, answer: Answer): void;
  /** The code could not be initialised. */
  initFailed(answer: Answer): void;
}

/**
 * The Lambda Runtime API for all workers of this process. A worker is told by the first segment of the path, which is
 * random: no other program on this machine can take its work.
 * https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
export class RuntimeApi {
  readonly #clients = new Map<string, Promise<RuntimeClient>>();
  readonly #server: Server = createServer(
    { keepAliveTimeout: 0, requestTimeout: 0, noDelay: true },
    (request, response) => {
      this.#serve(request, response).catch((error: unknown) => response.destroy(error as Error));
    },
  );
  #address: Promise<string> | undefined;

  /** `host:port`; listens from the first time it is asked. */
  address(): Promise<string> {
    this.#address ??= new Promise((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(0, "127.0.0.1", () => resolve(`127.0.0.1:${(this.#server.address() as AddressInfo).port}`));
    });
    return this.#address;
  }

  /** `client` resolves when the process with this id is given to a function; until then its requests wait. */
  add(id: string, client: Promise<RuntimeClient>): void {
    this.#clients.set(id, client);
  }

  remove(id: string): void {
    this.#clients.delete(id);
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, id = "", ...rest] = (request.url ?? "").split("/");
    const client = await this.#clients.get(id);
    if (!client) return void response.writeHead(404).end();
    const what = rest.slice(2).join("/");
    const requestId = rest[3] ?? "";
    if (rest[0] === "function") {
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(client.assignment));
    } else if (rest[0] === "code") {
      await client.codeReady();
      response.writeHead(204).end();
    } else if (what === "invocation/next") {
      await giveWork(client, response);
    } else if (what === "init/error") {
      client.initFailed({ payload: await bufferBody(request, Number.POSITIVE_INFINITY), failed: true });
      accept(response);
    } else if (what === `invocation/${requestId}/error`) {
      client.answered(requestId, { payload: await bufferBody(request, Number.POSITIVE_INFINITY), failed: true });
      accept(response);
    } else if (what === `invocation/${requestId}/response`) {
      await takeResponse(client, requestId, request, response);
    } else response.writeHead(404).end();
  }
}

async function giveWork(client: RuntimeClient, response: ServerResponse): Promise<void> {
  const { invocation, deadline, functionArn } = await client.next();
  response.writeHead(200, {
    "content-type": "application/json",
    "content-length": invocation.payload.byteLength,
    "lambda-runtime-aws-request-id": invocation.requestId,
    "lambda-runtime-deadline-ms": deadline,
    "lambda-runtime-invoked-function-arn": functionArn,
    "lambda-runtime-trace-id": invocation.traceId,
    ...(invocation.clientContext && { "lambda-runtime-client-context": invocation.clientContext }),
  });
  response.end(invocation.payload);
}

async function takeResponse(
  client: RuntimeClient,
  requestId: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.headers["lambda-runtime-function-response-mode"] === "streaming") {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      client.chunk(requestId, chunk);
    }
    client.answered(requestId, brokenOff(request) ?? { payload: Buffer.concat(chunks), failed: false });
    return accept(response);
  }
  const payload = await bufferBody(request, Number.POSITIVE_INFINITY);
  if (payload.length <= LARGEST_RESPONSE) {
    client.answered(requestId, { payload, failed: false });
    return accept(response);
  }
  const refused = failure(
    "Function.ResponseSizeTooLarge",
    `Response payload size (${payload.length} bytes) exceeded maximum allowed payload size (${LARGEST_RESPONSE} bytes).`,
  );
  // The worker reports what it was told as the invocation's error.
  response.writeHead(413, { "content-type": "application/json" }).end(refused.payload);
}

/** A streamed answer that ended with an error carries it in its trailers. */
function brokenOff(request: IncomingMessage): Answer | undefined {
  const error = request.trailers["lambda-runtime-function-error-body"];
  return error === undefined ? undefined : { payload: Buffer.from(String(error), "base64"), failed: true };
}

function accept(response: ServerResponse): void {
  response.writeHead(202).end();
}
