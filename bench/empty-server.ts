import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** Answers every request with an empty JSON object when its body is in, in a process of its own. */
const server = createServer({ keepAliveTimeout: 60_000, highWaterMark: 1024 * 1024 }, (request, response) => {
  request.resume().on("end", () => response.end("{}"));
});
server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
process.once("disconnect", () => process.exit());
