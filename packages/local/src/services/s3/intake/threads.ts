import { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { MessageChannel, type MessagePort, Worker } from "node:worker_threads";
import type { SealedBody } from "../../../wire/sealed-body.ts";
import { type Assignment, errorOf, type FromThread, type Outcome, type ToThread } from "./messages.ts";
import type { Order, TakenIn } from "./take-in.ts";

/** What may wait here while a thread has enough to do. */
const WAITING_BYTES = 1024 * 1024;

interface Thread {
  readonly worker: Worker;
  /** How many payloads it is taking in. */
  load: number;
}

/** Threads that take payloads in. They are started when they are needed, up to `most`, and stay. */
export class Threads {
  readonly #most: number;
  readonly #onError: (error: unknown) => void;
  readonly #threads = new Set<Thread>();
  readonly #running = new Set<Promise<unknown>>();

  constructor(most: number, onError: (error: unknown) => void) {
    this.#most = most;
    this.#onError = onError;
  }

  /** As `takeIn`, in another thread. Settles only when nothing is written there any more. */
  async takeIn(order: Order, body: SealedBody): Promise<TakenIn> {
    const thread = this.#leastBusy();
    thread.load++;
    const running = send(thread.worker, order, body);
    this.#running.add(running);
    try {
      return await running;
    } finally {
      thread.load--;
      this.#running.delete(running);
    }
  }

  /** Waits for what is being taken in, which ends early when its connections are closed. */
  async stop(): Promise<void> {
    await Promise.allSettled(this.#running);
    await Promise.all([...this.#threads].map(({ worker }) => worker.terminate()));
  }

  #leastBusy(): Thread {
    const [first, ...others] = [...this.#threads].sort((a, b) => a.load - b.load);
    if (first && (first.load === 0 || others.length + 1 >= this.#most)) return first;
    const thread = { worker: new Worker(new URL("thread.ts", import.meta.url)), load: 0 };
    this.#threads.add(thread);
    thread.worker.unref();
    // Nothing in a thread is expected to end it. Its payloads fail with their ports; the next one starts another thread.
    thread.worker.once("error", (error) => {
      this.#threads.delete(thread);
      this.#onError(error);
    });
    return thread;
  }
}

async function send(worker: Worker, order: Order, { raw, onTrailer }: SealedBody): Promise<TakenIn> {
  const { port1: port, port2 } = new MessageChannel();
  const outcome = Promise.withResolvers<Outcome>();
  const sink = sinkOf(port);
  // The thread gives up early when the disk is full, or when the framing is not what it must be.
  outcome.promise.then(
    (result) => "failure" in result && sink.destroy(errorOf(result.failure) as Error),
    (error: Error) => sink.destroy(error),
  );
  port.on("message", (message: FromThread) => {
    if (message !== "ready") outcome.resolve(message);
  });
  port.once("close", () => outcome.reject(new Error(`The thread that wrote ${order.path} has ended`)));
  const assignment: Assignment = { order, port: port2 };
  worker.postMessage(assignment, [port2]);
  try {
    await pipeline(raw, sink).catch(async (error: unknown) => {
      port.postMessage("lost" satisfies ToThread);
      // Until then the thread may be writing still.
      await outcome.promise;
      throw error;
    });
    const result = await outcome.promise;
    if ("failure" in result) throw errorOf(result.failure);
    for (const [name, value] of result.trailers) onTrailer(name, value);
    return result.taken;
  } finally {
    port.close();
  }
}

/** Hands bytes over a port: what came while the thread was busy goes together, and is not copied. */
function sinkOf(port: MessagePort): Writable {
  let onReady: () => void = () => {};
  port.on("message", (message: FromThread) => void (message === "ready" && onReady()));
  const write = (chunks: readonly Uint8Array[], done: () => void) => {
    onReady = done;
    const bytes = chunks.map(alone);
    port.postMessage(
      bytes satisfies ToThread,
      bytes.map(({ buffer }) => buffer),
    );
  };
  return new Writable({
    highWaterMark: WAITING_BYTES,
    write: (chunk, _encoding, done) => write([chunk], done),
    writev: (entries, done) =>
      write(
        entries.map(({ chunk }) => chunk),
        done,
      ),
    final(done) {
      port.postMessage("end" satisfies ToThread);
      done();
    },
  });
}

/** A chunk with a buffer of its own, as a socket's have: only such a buffer can be handed over. */
function alone(chunk: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer } = chunk;
  const isAlone = buffer instanceof ArrayBuffer && buffer.byteLength === chunk.byteLength;
  return isAlone ? (chunk as Uint8Array<ArrayBuffer>) : new Uint8Array(chunk);
}
