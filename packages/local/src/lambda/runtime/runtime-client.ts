import type { ClientRequest, IncomingHttpHeaders, OutgoingHttpHeaders } from "node:http";
import type { Assignment } from "./assignment.ts";

/** Not imported: an import reads every export of a built-in module, and one of these is undici, 30 ms of work to load. */
const http = process.getBuiltinModule("node:http");

/** One unit of work as `invocation/next` hands it out. */
export interface Work {
  readonly requestId: string;
  readonly event: Buffer;
  /** Epoch milliseconds after which the function is killed. */
  readonly deadline: number;
  readonly functionArn: string;
  readonly traceId: string | undefined;
  readonly clientContext: string | undefined;
}

export interface ErrorReport {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly stackTrace?: readonly string[];
}

interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

const [, host, port, prefix] = /^(.+):(\d+)(\/.*)?$/.exec(process.env.AWS_LAMBDA_RUNTIME_API ?? "") ?? [];
const RUNTIME = `${prefix ?? ""}/2018-06-01/runtime`;

// One connection for the whole life of a worker: a call costs no handshake.
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });

/** Opens a request without sending it; used directly only where a response is streamed. */
export function open(method: string, path: string, headers: OutgoingHttpHeaders): ClientRequest {
  return http.request({ host, port, agent, method, path, headers });
}

function call(method: string, path: string, body?: string, headers: OutgoingHttpHeaders = {}): Promise<Reply> {
  const length = body === undefined ? {} : { "content-length": Buffer.byteLength(body) };
  const request = open(method, path, { ...headers, ...length });
  const reply = replyTo(request);
  request.end(body);
  return reply;
}

/** Resolves with the whole answer; the Runtime API never streams to the worker. */
export function replyTo(request: ClientRequest): Promise<Reply> {
  return new Promise((resolve, reject) => {
    request.on("error", reject);
    request.on("response", (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    });
  });
}

/** Waits until this process is given to a function. Only this cloud has it: it lets processes start before they are needed. */
export async function assignment(): Promise<Assignment> {
  const { body } = await call("GET", `${prefix ?? ""}/function`);
  return JSON.parse(body.toString());
}

/**
 * Waits until the function's code may be loaded. Only this cloud has it: it lets a worker start while its code is built.
 */
export async function codeIsReady(): Promise<void> {
  await call("GET", `${prefix ?? ""}/code`);
}

/** Waits for work, for as long as it takes. */
export async function next(): Promise<Work> {
  const { headers, body } = await call("GET", `${RUNTIME}/invocation/next`);
  const header = (name: string) => headers[name] as string | undefined;
  return {
    requestId: header("lambda-runtime-aws-request-id") ?? "",
    event: body,
    deadline: Number(header("lambda-runtime-deadline-ms")),
    functionArn: header("lambda-runtime-invoked-function-arn") ?? "",
    traceId: header("lambda-runtime-trace-id"),
    clientContext: header("lambda-runtime-client-context"),
  };
}

export function responsePath(requestId: string): string {
  return `${RUNTIME}/invocation/${requestId}/response`;
}

/** Answers with JSON. Throws when the Runtime API refuses it, as it does what is too large. */
export async function respond(requestId: string, json: string): Promise<void> {
  const { status, body } = await call("POST", responsePath(requestId), json, { "content-type": "application/json" });
  if (status !== 202) throw refusal(body);
}

export async function fail(requestId: string, report: ErrorReport): Promise<void> {
  await postError(`${RUNTIME}/invocation/${requestId}/error`, report);
}

/** Says that the function could not be initialised. */
export async function failInit(report: ErrorReport): Promise<void> {
  await postError(`${RUNTIME}/init/error`, report);
}

async function postError(path: string, report: ErrorReport): Promise<void> {
  await call("POST", path, JSON.stringify(report), {
    "content-type": "application/json",
    "lambda-runtime-function-error-type": report.errorType,
  });
}

export function refusal(body: Buffer): Error {
  const { errorType, errorMessage } = JSON.parse(body.toString()) as ErrorReport;
  return Object.assign(new Error(errorMessage), { name: errorType, stack: "" });
}
