import { PassThrough } from "node:stream";
import type { InvokeWithResponseStreamResponseEvent } from "@aws-sdk/client-lambda";
import type { Outcome } from "../../lambda/invocation.ts";

/** The events that a streamed answer consists of: its pieces as they come, then how it ended. */
export async function* streamedEvents(
  invoke: (onChunk: (chunk: Buffer) => void) => Promise<Outcome>,
  withLog: boolean,
): AsyncGenerator<InvokeWithResponseStreamResponseEvent> {
  const chunks = new PassThrough({ objectMode: true });
  let streamed = false;
  const outcome = invoke((chunk) => {
    streamed = true;
    chunks.write(chunk);
  });
  outcome.then(
    () => chunks.end(),
    (error: unknown) => chunks.destroy(error as Error),
  );
  for await (const chunk of chunks) yield piece(chunk);
  const { payload, failed, logTail } = await outcome;
  // A handler that does not stream answers in one piece.
  if (!streamed && !failed) yield piece(payload);
  yield {
    InvokeComplete: {
      ...(failed && { ErrorCode: "Unhandled", ErrorDetails: payload.toString() }),
      ...(withLog && { LogResult: Buffer.from(logTail).toString("base64") }),
    },
  };
}

function piece(chunk: Uint8Array): InvokeWithResponseStreamResponseEvent {
  return { PayloadChunk: { Payload: chunk } };
}
