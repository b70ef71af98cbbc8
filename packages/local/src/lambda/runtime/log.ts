import { writeSync } from "node:fs";
import { formatWithOptions } from "node:util";
import { reportOf } from "./error-report.ts";

/** Marks a frame on the log descriptor: type 3 says that a timestamp follows the length. */
const FRAME_TYPE = 0xa55a0003;

const descriptor = Number(process.env._LAMBDA_TELEMETRY_LOG_FD);
// As on AWS, the function and what it starts know nothing of the descriptor.
delete process.env._LAMBDA_TELEMETRY_LOG_FD;

let asJson = false;
let requestId: string | undefined;

export function nameInvocation(id: string): void {
  requestId = id;
}

/** The whole text becomes one log event, whatever newlines it holds: that is what the framing is for. */
function write(message: string, at: number): void {
  const text = Buffer.from(message);
  const frame = Buffer.allocUnsafe(16 + text.length);
  frame.writeUInt32BE(FRAME_TYPE, 0);
  frame.writeUInt32BE(text.length, 4);
  frame.writeBigUInt64BE(BigInt(at) * 1000n, 8);
  text.copy(frame, 16);
  for (let sent = 0; sent < frame.length; ) sent += writeSync(descriptor, frame, sent);
}

export function log(level: string, ...parts: unknown[]): void {
  const at = Date.now();
  const timestamp = new Date(at).toISOString();
  if (asJson) write(jsonLine(level, timestamp, parts), at);
  else write(`${timestamp}\t${requestId ?? "undefined"}\t${level}\t${formatWithOptions({}, ...parts)}\n`, at);
}

function jsonLine(level: string, timestamp: string, parts: unknown[]): string {
  const [first] = parts;
  const message = parts.length === 1 && typeof first === "object" ? first : formatWithOptions({}, ...parts);
  const error = parts.find((part) => part instanceof Error);
  const details = error && errorFields(error);
  return `${JSON.stringify({ timestamp, level, requestId, message: error === message ? undefined : message, ...details })}\n`;
}

function errorFields(error: Error): object {
  const { errorType, errorMessage, trace } = reportOf(error);
  return { errorType, errorMessage, stackTrace: trace.slice(1) };
}

/** Console lines carry time, request and level, as AWS's Node.js runtime writes them. */
export function patchConsole(format: "Text" | "JSON"): void {
  asJson = format === "JSON";
  console.log = (...parts) => log("INFO", ...parts);
  console.info = (...parts) => log("INFO", ...parts);
  console.debug = (...parts) => log("DEBUG", ...parts);
  console.warn = (...parts) => log("WARN", ...parts);
  console.error = (...parts) => log("ERROR", ...parts);
  console.trace = (...parts) => log("TRACE", ...parts);
}
