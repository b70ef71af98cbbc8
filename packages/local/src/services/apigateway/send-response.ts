import type { IncomingMessage, ServerResponse } from "node:http";
import type { GatewayResponse } from "./gateway-response.ts";

export function sendResponse(
  { status, headers, body }: GatewayResponse,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): void {
  for (const [name, value] of Object.entries(headers)) outgoing.setHeader(name, value);
  // What was not read, as when the path is wrong, must not be taken for the next request.
  incoming.resume();
  if (status !== 204 && status !== 304) outgoing.setHeader("content-length", body.length);
  outgoing.writeHead(status);
  outgoing.end(incoming.method === "HEAD" ? undefined : body);
}
