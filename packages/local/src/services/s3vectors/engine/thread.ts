import { parentPort, workerData } from "node:worker_threads";
import type { AnswerMessage, CallMessage, ThreadData } from "./calls.ts";
import { VectorStore } from "./store.ts";

/** The thread that holds the vectors: a search or the first reading of a large index keeps nobody else waiting. */
const { file, kept } = workerData as ThreadData;
const store = new VectorStore(file, kept);

parentPort?.on("message", async ({ id, name, args }: CallMessage) => {
  const answer = (message: AnswerMessage) => parentPort?.postMessage(message);
  try {
    const value = (store[name] as (...values: readonly unknown[]) => unknown).apply(store, [...args]);
    await store.flushed();
    answer({ id, value });
  } catch (error) {
    answer({ id, error: error as Error });
  }
});
