import { createServer, type IncomingHttpHeaders, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly path: string;
}

/** A receiver of webhooks on this machine, for tests: it keeps what comes and answers as it is told. */
export async function startReceiver(answer: RequestListener = (_, response) => void response.writeHead(204).end()) {
  const received: Received[] = [];
  let respond = answer;
  const server = createServer(async (request, response) => {
    received.push({ headers: request.headers, body: await text(request), path: request.url ?? "" });
    respond(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `${origin}/hook`,
    origin,
    received,
    /** How it answers from now on. */
    answer(next: RequestListener | number): void {
      respond = typeof next === "number" ? (_, response) => void response.writeHead(next).end(`answer ${next}`) : next;
    },
    stop(): Promise<void> {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
