import type { ErrorReport } from "./runtime-client.ts";

/** An error as the Runtime API takes it. What was thrown may be anything; a stack goes along when there is one. */
export function reportOf(thrown: unknown): ErrorReport & { readonly trace: readonly string[] } {
  if (!(thrown instanceof Error) && !looksLikeError(thrown)) {
    return { errorType: typeof thrown, errorMessage: typeof thrown === "string" ? thrown : inspect(thrown), trace: [] };
  }
  const trace = thrown.stack ? thrown.stack.split("\n") : [];
  return { errorType: thrown.name || "Error", errorMessage: thrown.message, trace };
}

/** Errors of another realm (a vm, jsdom) are no instances of ours. */
function looksLikeError(value: unknown): value is Error {
  return typeof value === "object" && value !== null && "name" in value && "message" in value;
}

function inspect(value: unknown): string {
  return JSON.stringify(value) ?? String(value);
}

/** An error that AWS's own runtime raises, with the name that it gives it. */
export function runtimeError(name: string, message: string, cause?: unknown): Error {
  const error = new Error(message, { cause });
  error.name = name;
  if (cause instanceof Error && cause.stack) error.stack = `${name}: ${message}\n${cause.stack}`;
  return error;
}
