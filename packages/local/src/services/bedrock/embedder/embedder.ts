import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { modelFailed, modelTimedOut } from "../errors.ts";
import type { EmbedAnswer, Embedding, EmbedRequest } from "./messages.ts";

/** Texts that are embedded at once. */
const BATCH = 32;
/** With start and a full batch on a busy machine; a process that takes longer is hung. */
const LIMIT_MS = 60_000;
const IDLE_MS = 10 * 60_000;
const HEAP_MB = 512;

interface Waiting {
  readonly text: string;
  readonly resolve: (embedding: Embedding) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Embeds texts in a process that is started by the first one and ended when nobody has asked for a while. What comes in while a
 * batch is worked on makes up the next one.
 */
export class Embedder {
  #waiting: Waiting[] = [];
  #child: ChildProcess | undefined;
  #isWorking = false;
  #idle: NodeJS.Timeout | undefined;

  /** Throws ModelErrorException or ModelTimeoutException. */
  embed(text: string): Promise<Embedding> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ text, resolve, reject });
      // What comes in in the same turn belongs into the same batch.
      if (!this.#isWorking) setImmediate(() => void this.#work());
    });
  }

  async stop(): Promise<void> {
    clearTimeout(this.#idle);
    const child = this.#child;
    this.#child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGKILL");
    await once(child, "exit");
  }

  async #work(): Promise<void> {
    if (this.#isWorking) return;
    this.#isWorking = true;
    clearTimeout(this.#idle);
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, BATCH);
      try {
        const embeddings = await this.#ask({ texts: batch.map(({ text }) => text) });
        for (const [index, { resolve }] of batch.entries()) resolve(embeddings[index] as Embedding);
      } catch (error) {
        for (const { reject } of batch) reject(error as Error);
      }
    }
    this.#isWorking = false;
    this.#idle = setTimeout(() => void this.stop(), IDLE_MS).unref();
  }

  async #ask(request: EmbedRequest): Promise<readonly Embedding[]> {
    this.#child ??= start();
    const child = this.#child;
    const done = new AbortController();
    const { signal } = done;
    const limit = setTimeout(() => child.kill("SIGKILL"), LIMIT_MS);
    try {
      child.send(request);
      const answer = await Promise.race([
        once(child, "message", { signal }).then(([message]) => message as EmbedAnswer),
        once(child, "exit", { signal }).then(([code]): EmbedAnswer => {
          this.#child = undefined;
          throw child.killed
            ? modelTimedOut(`The embedding model did not answer within ${LIMIT_MS / 1000} s. Try again.`)
            : modelFailed(`The embedding model's process ended with code ${code}. Try again.`);
        }),
      ]);
      if (answer.embeddings) return answer.embeddings;
      throw modelFailed(`The embedding model failed: ${answer.error}`);
    } finally {
      clearTimeout(limit);
      done.abort();
    }
  }
}

/** It inherits no credentials; what it prints is for whoever runs the cloud. */
function start(): ChildProcess {
  const child = fork(new URL("./process.ts", import.meta.url), {
    env: { PATH: process.env.PATH },
    execArgv: ["--no-warnings", `--max-old-space-size=${HEAP_MB}`],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  child.unref();
  child.channel?.unref();
  return child;
}
