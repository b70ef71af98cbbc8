import { availableParallelism } from "node:os";
import type { SealedBody } from "../../../wire/sealed-body.ts";
import { type Order, type TakenIn, takeIn } from "./take-in.ts";
import { Threads } from "./threads.ts";

/** From so many bytes on, hashing would hold up other requests for longer than handing over to a thread costs. */
const LARGE_BYTES = 256 * 1024;
/** Beyond these the disk is what uploads wait for. */
const MOST_THREADS = 4;

/** Takes payloads in: small ones at once, large ones in a thread. Which it is makes no other difference. */
export class Intake {
  readonly #threads: Threads;

  constructor(onError: (error: unknown) => void) {
    const halfOfCores = Math.floor(availableParallelism() / 2);
    this.#threads = new Threads(Math.max(1, Math.min(MOST_THREADS, halfOfCores)), onError);
  }

  /** `length` is what the sender announced, where it did. */
  take(order: Omit<Order, "seal">, body: SealedBody, length: number | undefined): Promise<TakenIn> {
    const sealed = { ...order, seal: body.seal };
    return length !== undefined && length >= LARGE_BYTES ? this.#threads.takeIn(sealed, body) : takeIn(sealed, body);
  }

  stop(): Promise<void> {
    return this.#threads.stop();
  }
}
