import { Readable } from "node:stream";
import { type MessagePort, parentPort } from "node:worker_threads";
import { type Assignment, type FromThread, failureOf, type ToThread } from "./messages.ts";
import { ReceivedMemory } from "./received-memory.ts";
import { takeIn } from "./take-in.ts";

/** A thread that takes in large payloads, so that their hashing holds up nobody. It ends when its owner ends it. */
if (!parentPort) throw new Error("This module is the start of a thread");
parentPort.on("message", ({ order, port }: Assignment) => {
  const trailers: [string, string][] = [];
  const onTrailer = (name: string, value: string) => void trailers.push([name, value]);
  const answer = (message: FromThread) => port.postMessage(message);
  const memory = new ReceivedMemory();
  takeIn(order, { raw: receiveFrom(port, memory), onTrailer }, (chunks) => memory.release(chunks)).then(
    (taken) => answer({ taken, trailers }),
    (error: unknown) => answer({ failure: failureOf(error) }),
  );
});

/** The bytes that come over a port. More is asked for when all that came has been handed on. */
function receiveFrom(port: MessagePort, memory: ReceivedMemory): Readable {
  let isOwed = false;
  const raw = new Readable({
    objectMode: true,
    highWaterMark: 1,
    read() {
      if (isOwed) port.postMessage("ready" satisfies FromThread);
      isOwed = false;
    },
  });
  port.on("message", (message: ToThread) => {
    if (message === "end") raw.push(null);
    else if (message === "lost") raw.destroy(new Error("The sender was lost"));
    else {
      isOwed = true;
      for (const bytes of message) raw.push(memory.add(bytes));
    }
  });
  return raw;
}
