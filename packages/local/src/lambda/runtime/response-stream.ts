import type { ClientRequest } from "node:http";
import { Writable } from "node:stream";
import { reportOf } from "./error-report.ts";
import { open, refusal, replyTo, responsePath } from "./runtime-client.ts";

export const STREAMING = Symbol.for("aws.lambda.runtime.handler.streaming");

const PRELUDE_TYPE = "application/vnd.awslambda.http-integration-response";
const ERROR_TYPE = "lambda-runtime-function-error-type";
const ERROR_BODY = "lambda-runtime-function-error-body";

/** What a streaming handler writes to. Nothing is sent before the first byte, so an error until then is an ordinary one. */
export class ResponseStream extends Writable {
  readonly #requestId: string;
  #contentType = "application/octet-stream";
  #request: ClientRequest | undefined;
  #reply: ReturnType<typeof replyTo> | undefined;

  constructor(requestId: string) {
    super({ decodeStrings: true });
    this.#requestId = requestId;
  }

  get started(): boolean {
    return this.#request !== undefined;
  }

  setContentType(type: string): void {
    this.#contentType = type;
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#open().write(chunk, done);
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#open().end(() => done());
  }

  /** Resolves when the Runtime API has taken everything; rejects when it refused it. */
  async taken(): Promise<void> {
    this.#open();
    const reply = await this.#reply;
    if (reply && reply.status !== 202) throw refusal(reply.body);
  }

  /** Ends a response that already began with the error that stopped it: it travels behind the body. */
  async breakOff(error: unknown): Promise<void> {
    const report = reportOf(error);
    const request = this.#open();
    request.addTrailers({
      [ERROR_TYPE]: report.errorType,
      [ERROR_BODY]: Buffer.from(JSON.stringify(report)).toString("base64"),
    });
    request.end();
    await this.#reply;
  }

  #open(): ClientRequest {
    if (this.#request) return this.#request;
    this.#request = open("POST", responsePath(this.#requestId), {
      "content-type": this.#contentType,
      "lambda-runtime-function-response-mode": "streaming",
      "transfer-encoding": "chunked",
      trailer: `${ERROR_TYPE}, ${ERROR_BODY}`,
    });
    this.#reply = replyTo(this.#request);
    return this.#request;
  }
}

type StreamingHandler = (event: unknown, stream: ResponseStream, context: unknown) => unknown;

/** The global `awslambda` that streaming handlers are written with. */
export const awslambda = {
  streamifyResponse(handler: StreamingHandler) {
    return Object.assign(handler, { [STREAMING]: "response" });
  },
  HttpResponseStream: {
    /** Status and headers go ahead of the body as JSON, parted from it by eight zero bytes. */
    from(stream: ResponseStream, prelude: object): ResponseStream {
      stream.setContentType(PRELUDE_TYPE);
      stream.write(JSON.stringify(prelude));
      stream.write(Buffer.alloc(8));
      return stream;
    },
  },
};
