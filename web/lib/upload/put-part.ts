import { ApiError } from "@videoflow/client/client";

/** A connection over which nothing has gone for so long is given up: networks go away without saying so. */
const SILENT_MS = 60_000;

interface Options {
  readonly signal: AbortSignal;
  readonly onProgress: (bytes: number) => void;
}

/**
 * Sends one part to its signed address and returns the ETag that the bucket gave it. XMLHttpRequest, since fetch does not tell
 * how much of a body has been sent. Rejects with the signal's reason, or with an ApiError.
 */
export function putPart(url: string, body: Blob, { signal, onProgress }: Options): Promise<string> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    const silent = () => {
      request.onabort = request.onerror;
      request.abort();
    };
    let watch = setTimeout(silent, SILENT_MS);
    const settle = (done: () => void) => {
      clearTimeout(watch);
      signal.removeEventListener("abort", abort);
      done();
    };
    request.upload.onprogress = ({ loaded }) => {
      clearTimeout(watch);
      watch = setTimeout(silent, SILENT_MS);
      onProgress(loaded);
    };
    request.onload = () => settle(() => resolve(etagOf(request)));
    request.onerror = () =>
      settle(() => reject(new ApiError(0, { code: "unreachable", message: "The bucket does not answer." })));
    request.onabort = () => settle(() => reject(signal.reason));
    signal.addEventListener("abort", abort);
    request.open("PUT", url);
    request.send(body);
  });
}

async function etagOf(request: XMLHttpRequest): Promise<string> {
  const { status, responseText } = request;
  if (status !== 200) {
    const code = /<Code>(.*?)<\/Code>/.exec(responseText)?.[1] ?? `http_${status}`;
    throw new ApiError(status, { code, message: `The bucket refused a part of the file: ${code} (${status}).` });
  }
  const etag = request.getResponseHeader("ETag");
  if (!etag) {
    const message = "The bucket did not show the part's ETag: its CORS rules must expose that header.";
    throw new ApiError(status, { code: "no_etag", message });
  }
  return etag;
}
