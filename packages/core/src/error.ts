import * as z from "zod";

/**
 * Every way in which a request or a step can go wrong: its HTTP status, and its name, which is what state machines match on.
 * `Retryable`  the same again may succeed
 * `Busy`       somebody else holds what is needed; ask again later
 * `Fatal`      the same again will fail again
 */
const CODES = {
  invalid: { status: 422, name: "Fatal" },
  unauthorized: { status: 401, name: "Fatal" },
  forbidden: { status: 403, name: "Fatal" },
  not_found: { status: 404, name: "Fatal" },
  conflict: { status: 409, name: "Fatal" },
  stale: { status: 412, name: "Fatal" },
  key_reused: { status: 422, name: "Fatal" },
  busy: { status: 409, name: "Busy" },
  too_many: { status: 429, name: "Retryable" },
  unavailable: { status: 503, name: "Retryable" },
  transcode_failed: { status: 500, name: "Fatal" },
  transcode_interrupted: { status: 503, name: "Retryable" },
  transcription_failed: { status: 500, name: "Fatal" },
  derivative_wrong: { status: 500, name: "Fatal" },
  judge_failed: { status: 502, name: "Fatal" },
  over_budget: { status: 409, name: "Fatal" },
  original_gone: { status: 409, name: "Fatal" },
  internal: { status: 500, name: "Fatal" },
} as const;

export type ErrorCode = keyof typeof CODES;

/** The body of every answer that is not a success. */
export const ErrorBody = z
  .object({
    code: z.string(),
    message: z.string(),
    /** Where an input is wrong: path and sentence. */
    issues: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: "Failure" });
export type ErrorBody = z.infer<typeof ErrorBody>;

/** The one error of this project. `message` says what happened, to which id, and what to do. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly status: (typeof CODES)[ErrorCode]["status"];
  /** After so many seconds the same may succeed, where that is known. */
  readonly retryAfterS: number | undefined;

  constructor(code: ErrorCode, message: string, options: ErrorOptions & { readonly retryAfterS?: number } = {}) {
    super(message, options);
    this.retryAfterS = options.retryAfterS;
    this.code = code;
    this.status = CODES[code].status;
    this.name = CODES[code].name;
  }
}

/** Errors of others whose names say enough: of what media tools made, and of models of Bedrock, which stumble and go on. */
const BY_NAME: Readonly<Record<string, ErrorCode>> = {
  VerificationError: "derivative_wrong",
  ModelErrorException: "unavailable",
  ModelTimeoutException: "unavailable",
};

const NETWORK = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "EAI_AGAIN", "ENOTFOUND"]);

/** What the table says of a place to go on from that is in no list, or in another one. */
function isForeignCursor(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause.name === "ValidationException" && /(exclusive start|starting) key/i.test(cause.message)) return true;
  }
  return false;
}

/** Says of anything thrown whether trying again makes sense: a service that was overloaded or away, or a defect. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (!(error instanceof Error)) return new AppError("internal", String(error), { cause: error });
  const { $metadata, $retryable, code } = error as Error & {
    $metadata?: { httpStatusCode?: number };
    $retryable?: object;
    code?: unknown;
  };
  if (isForeignCursor(error)) return new AppError("invalid", "cursor is not one of this list", { cause: error });
  const known = BY_NAME[error.name];
  if (known) return new AppError(known, error.message, { cause: error });
  const status = $metadata?.httpStatusCode ?? 0;
  const passing =
    $retryable !== undefined ||
    status === 429 ||
    status >= 500 ||
    NETWORK.has(String(code)) ||
    error.name === "TimeoutError";
  return new AppError(passing ? "unavailable" : "internal", `${error.name}: ${error.message}`, { cause: error });
}
