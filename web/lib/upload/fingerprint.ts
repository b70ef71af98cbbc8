import { createLanes } from "./lanes.ts";

type Answer = { readonly fingerprint: string } | { readonly problem: string };

/** Hashing is all computing: two at a time would only each take twice as long. */
const lane = createLanes(1);

/** The SHA-256 of a file in lower-case hex, calculated beside the page. Rejects with the signal's reason, or when it cannot be read. */
export function fingerprintOf(file: File, signal: AbortSignal): Promise<string> {
  return lane(
    () =>
      new Promise<string>((resolve, reject) => {
        signal.throwIfAborted();
        const worker = new Worker(new URL("./hash-worker.ts", import.meta.url));
        const settle = (done: () => void) => {
          signal.removeEventListener("abort", aborted);
          worker.terminate();
          done();
        };
        const aborted = () => settle(() => reject(signal.reason));
        worker.onmessage = ({ data }: MessageEvent<Answer>) =>
          settle(() => ("fingerprint" in data ? resolve(data.fingerprint) : reject(unread(file, data.problem))));
        worker.onerror = ({ message }) => settle(() => reject(unread(file, message)));
        signal.addEventListener("abort", aborted);
        worker.postMessage(file);
      }),
  );
}

const unread = ({ name }: File, why: string) => new Error(`${name} could not be compared with what is there: ${why}`);
