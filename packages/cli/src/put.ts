import { createReadStream } from "node:fs";
import http from "node:http";
import https from "node:https";
import { text } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";

const CHUNK = 2 ** 20;
/** For so long nothing may move on the line. */
const SILENT_MS = 120_000;

/** `bytes` of a file, from byte `start` on. */
export interface Piece {
  readonly file: string;
  readonly start: number;
  readonly bytes: number;
}

export interface Answer {
  readonly status: number;
  /** Empty when none was given. */
  readonly etag: string;
  readonly body: string;
}

/**
 * Puts a piece of a file to a signed address while it is read. `fetch` would take it as a whole and copy it: ten times the work, of
 * cores that the pipeline has use for. Throws when the connection breaks or is silent for `silentMs`, and when the file turns out to be
 * shorter than it was.
 */
export function put(url: string, piece: Piece, silentMs = SILENT_MS): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const { request } = url.startsWith("https:") ? https : http;
  const headers = { "content-length": piece.bytes };
  let isAnswered = false;
  const sent = request(url, { method: "PUT", headers, timeout: silentMs }, (response) => {
    isAnswered = true;
    const { statusCode: status = 0, headers } = response;
    text(response).then((body) => resolve({ status, etag: headers.etag ?? "", body }), reject);
  });
  sent.once("timeout", () => sent.destroy(new Error(`nothing was heard for ${silentMs / 1000} s`)));
  // Who refuses need not take the rest: what counts is the answer, and not that the line was closed after it.
  const fail = (error: Error) => {
    if (!isAnswered) reject(error);
  };
  sent.on("error", fail);
  pipeline(read(piece), sent).catch(fail);
  return promise;
}

/** The other side would wait for what is missing. */
async function* read({ file, start, bytes }: Piece): AsyncGenerator<Uint8Array> {
  let left = bytes;
  if (bytes > 0)
    for await (const chunk of createReadStream(file, { start, end: start + bytes - 1, highWaterMark: CHUNK })) {
      left -= chunk.length;
      yield chunk;
    }
  if (left > 0) throw new Error(`it became ${left} bytes shorter than it was while it was sent`);
}
