import http, { type IncomingMessage } from "node:http";
import https from "node:https";
import { AppError } from "../error.ts";
import type { DeliveryAttempt } from "./delivery.schema.ts";
import { pinned, type Reach, resolveTarget } from "./target.ts";

/** For all of it: name, connection, request, answer. */
const TIMEOUT_MS = 15_000;

/** So much of an answer is kept, and read; the rest is not waited for. */
const EXCERPT_BYTES = 1024;

interface Post {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly reach: Reach;
  readonly timeoutMs?: number;
}

/**
 * Sends a message and tells what came of it; nothing that the receiver does makes it throw. A redirect is an answer like
 * another: it is not followed. Connects to addresses that were checked, and to no other.
 */
export async function post({ url, headers, body, reach, timeoutMs = TIMEOUT_MS }: Post): Promise<DeliveryAttempt> {
  const startedAt = Date.now();
  const took = () => ({ at: new Date(startedAt).toISOString(), durationMs: Date.now() - startedAt });
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const target = new URL(url);
    const addresses = await until(signal, resolveTarget(target, reach));
    const response = await request(target, { headers, body, signal, lookup: pinned(addresses) });
    const excerpt = await beginningOf(response);
    return { ...took(), status: response.statusCode ?? 0, ...(excerpt && { excerpt }) };
  } catch (error) {
    return { ...took(), error: reasonOf(error as Error & { code?: string }, timeoutMs) };
  }
}

/** A name's resolution cannot be stopped, but need not be waited for. */
function until<Result>(signal: AbortSignal, work: Promise<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });
}

interface Sending extends Pick<Post, "headers" | "body"> {
  readonly signal: AbortSignal;
  readonly lookup: ReturnType<typeof pinned>;
}

function request(url: URL, { body, headers, ...options }: Sending): Promise<IncomingMessage> {
  const { request } = url.protocol === "https:" ? https : http;
  return new Promise((resolve, reject) => {
    const length = { "content-length": String(Buffer.byteLength(body)) };
    // A connection of its own: one that is kept could be to an address that was checked for another webhook.
    const sent = request(url, { ...options, method: "POST", agent: false, headers: { ...headers, ...length } });
    sent.once("response", resolve).once("error", reject);
    sent.end(body);
  });
}

/** What there is of the body in the time that is left. The status has been said: a body that breaks off does not change it. */
async function beginningOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  await new Promise<void>((resolve) => {
    response.once("close", resolve).once("error", () => resolve());
    response.on("data", (chunk: Buffer) => {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes >= EXCERPT_BYTES) resolve();
    });
  });
  response.destroy();
  // Half a character at the cut is left out.
  return new TextDecoder().decode(Buffer.concat(chunks).subarray(0, EXCERPT_BYTES)).replace(/\uFFFD$/, "");
}

function reasonOf(error: Error & { code?: string }, timeoutMs: number): { code: string; message: string } {
  if (error instanceof AppError) return { code: "address_refused", message: error.message };
  if (error.name === "TimeoutError" || error.name === "AbortError")
    return { code: "timeout", message: `There was no answer within ${timeoutMs / 1000} s` };
  return { code: error.code ?? "unreachable", message: error.message || "The connection failed" };
}
