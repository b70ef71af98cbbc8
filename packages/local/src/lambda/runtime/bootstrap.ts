import { enableCompileCache, flushCompileCache } from "node:module";
import { pathToFileURL } from "node:url";
import type { Assignment } from "./assignment.ts";
import { contextOf } from "./context.ts";
import { reportOf } from "./error-report.ts";
import { type Handler, loadHandler } from "./handler.ts";
import { log, nameInvocation, patchConsole } from "./log.ts";
import { awslambda, ResponseStream } from "./response-stream.ts";
import { assignment, codeIsReady, fail, failInit, next, respond, type Work } from "./runtime-client.ts";

/**
 * The program of a worker process: waits until it is given to a function, loads that function's code, then asks the
 * Runtime API for work, one piece at a time. Argument: directory of the compile cache.
 * https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
const [compileCache = ""] = process.argv.slice(2);

const COMPILE_CACHE_DELAY_MS = 500;
/** What every AWS SDK client loads, loaded while nobody waits. */
const COMMON_MODULES = ["node:https", "node:http2", "node:crypto", "node:child_process"];

let current: string | undefined;
let dying = false;

endWithParent();
Object.assign(globalThis, { awslambda });
process.on("uncaughtException", (error) => die(error, "Uncaught Exception"));
process.on("unhandledRejection", (reason) => {
  const { errorMessage, trace } = reportOf(reason);
  const error = new Error(errorMessage);
  die(
    Object.assign(error, { name: "Runtime.UnhandledPromiseRejection", stack: trace.join("\n") }),
    "Unhandled Promise Rejection",
  );
});

enableCompileCache(compileCache);
for (const name of COMMON_MODULES) process.getBuiltinModule(name);
await work(await initialise(await assignment()));

async function initialise(given: Assignment): Promise<Handler> {
  process.chdir(given.taskRoot);
  Object.assign(process.env, given.environment);
  patchConsole(given.logFormat);
  try {
    // Packages are loaded while the code is built. One that fails here fails again, with its place, when the code asks for it.
    await Promise.all([codeIsReady(), import(pathToFileURL(given.modules).href).catch(() => {})]);
    return await loadHandler(given.bundle, given.handlerName, given.runtime);
  } catch (error) {
    return die(error, "Uncaught Exception");
  }
}

async function work(handler: Handler): Promise<never> {
  for (let served = 0; ; served++) {
    // What the first invocation compiled lets the next worker start faster; written when most likely nobody waits.
    if (served === 1) setTimeout(flushCompileCache, COMPILE_CACHE_DELAY_MS).unref();
    const piece = await next();
    current = piece.requestId;
    nameInvocation(current);
    if (piece.traceId) process.env._X_AMZN_TRACE_ID = piece.traceId;
    if (handler.streams) await stream(handler, piece);
    else await answer(handler, piece);
    current = undefined;
  }
}

async function answer(handler: Handler, piece: Work): Promise<void> {
  try {
    const result = await handler.run(JSON.parse(piece.event.toString()), contextOf(piece));
    await respond(piece.requestId, JSON.stringify(result === undefined ? null : result) ?? "null");
  } catch (error) {
    await failed(piece.requestId, error);
  }
}

async function stream(handler: Handler, piece: Work): Promise<void> {
  const response = new ResponseStream(piece.requestId);
  try {
    await handler.stream(JSON.parse(piece.event.toString()), response, contextOf(piece));
    await response.taken();
  } catch (error) {
    if (response.started) await response.breakOff(error);
    else await failed(piece.requestId, error);
  }
}

async function failed(requestId: string, error: unknown): Promise<void> {
  const report = reportOf(error);
  const { errorType, errorMessage, trace } = report;
  log("ERROR", "Invoke Error", `\t${JSON.stringify({ errorType, errorMessage, stack: trace })}`);
  await fail(requestId, report);
}

/** Reports an error after which this process cannot be trusted, and ends it. */
async function die(error: unknown, title: string): Promise<never> {
  // When the cloud has gone, telling of an error is an error too, and that one would be told again, for ever.
  if (dying) process.exit(1);
  dying = true;
  const report = reportOf(error);
  const { errorType, errorMessage, trace } = report;
  log("ERROR", title, `\t${JSON.stringify({ errorType, errorMessage, stack: trace })}`);
  await (current ? fail(current, report) : failInit(report));
  process.exit(1);
}

/** Standard input is a line to the parent: when it breaks, the parent is gone, and so is everything this process started. */
function endWithParent(): void {
  const end = () => process.kill(-process.pid, "SIGKILL");
  process.stdin.on("end", end).on("error", end).resume();
  (process.stdin as typeof process.stdin & { unref(): void }).unref();
}
