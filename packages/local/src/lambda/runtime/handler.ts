import { once } from "node:events";
import { pathToFileURL } from "node:url";
import type { Context } from "./context.ts";
import { runtimeError } from "./error-report.ts";
import { type ResponseStream, STREAMING } from "./response-stream.ts";

type Callback = (error?: unknown, result?: unknown) => void;
type Exported = ((...parameters: unknown[]) => unknown) & { [STREAMING]?: string };

/** A function's handler, whatever style it is written in. */
export interface Handler {
  readonly streams: boolean;
  run(event: unknown, context: Context): Promise<unknown>;
  stream(event: unknown, stream: ResponseStream, context: Context): Promise<unknown>;
}

/** The first Node.js runtime in which AWS no longer calls handlers back. */
const FIRST_WITHOUT_CALLBACKS = 24;

/** Loads the code and finds its handler. Throws the errors that AWS's runtime throws, with its names. */
export async function loadHandler(file: string, name: string, runtime: string): Promise<Handler> {
  const handler = find(await load(file), name);
  const callback = handler.length >= 3 && !handler[STREAMING];
  if (callback && Number(/^nodejs(\d+)/.exec(runtime)?.[1]) >= FIRST_WITHOUT_CALLBACKS) {
    throw runtimeError(
      "Runtime.CallbackHandlerDeprecated",
      `AWS Lambda has removed support for callback-based function handlers starting with Node.js ${FIRST_WITHOUT_CALLBACKS}. ` +
        `Make handler ${name} async: let it return its result instead of calling back.`,
    );
  }
  return {
    streams: handler[STREAMING] !== undefined,
    run: async (event, context) => (callback ? callBack(handler, event, context) : handler(event, context)),
    stream: async (event, stream, context) => handler(event, stream, context),
  };
}

async function load(file: string): Promise<Record<string, unknown>> {
  try {
    return await import(pathToFileURL(file).href);
  } catch (error) {
    if (error instanceof SyntaxError) throw runtimeError("Runtime.UserCodeSyntaxError", String(error), error);
    const code = (error as { code?: string }).code;
    if (code === "ERR_MODULE_NOT_FOUND" || code === "MODULE_NOT_FOUND") {
      throw runtimeError("Runtime.ImportModuleError", String(error), error);
    }
    throw error;
  }
}

function find(code: Record<string, unknown>, name: string): Exported {
  let found: unknown = code;
  for (const part of name.split(".")) found = (found as Record<string, unknown> | undefined)?.[part];
  if (found === undefined) {
    throw runtimeError("Runtime.HandlerNotFound", `The code does not export ${name}. It exports: ${Object.keys(code)}`);
  }
  if (typeof found !== "function") throw runtimeError("Runtime.HandlerNotFound", `Export ${name} is not a function`);
  return found as Exported;
}

/** Callback style: the answer is what is called back, sent once nothing is left to do unless the context says otherwise. */
async function callBack(handler: Exported, event: unknown, context: Context): Promise<unknown> {
  const called = Promise.withResolvers<unknown>();
  const callback: Callback = (error, result) => (error ? called.reject(error) : called.resolve(result));
  const idle = once(process, "beforeExit").then(() => null);
  const returned = handler(event, context, callback);
  if (returned instanceof Promise) return returned;
  const result = await Promise.race([called.promise, idle]);
  if (context.callbackWaitsForEmptyEventLoop) await idle;
  return result;
}
