import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { AwsError } from "../error.ts";
import type { Codec, Decoded } from "./codec.ts";
import { unsealed } from "./sealed-body.ts";

/** Serves a codec alone: remembers what it decoded and answers what the test says. */
export function serve(codec: Codec) {
  const seen: Decoded[] = [];
  let answer: (decoded: Decoded) => object = () => ({});
  const server = createServer(async (incoming, response) => {
    const request = {
      method: incoming.method ?? "GET",
      path: (incoming.url ?? "/").split("?", 1)[0] ?? "/",
      query: new URLSearchParams((incoming.url ?? "/").split("?")[1]),
      requestId: "request-1",
      headers: incoming.headers,
      body: unsealed(incoming),
    };
    const reply = await codec
      .decode(request)
      .then(async (decoded) => {
        seen.push(decoded);
        return codec.encode(decoded.operation, answer(decoded), request);
      })
      .catch((error: AwsError) => codec.error(error, request));
    response.writeHead(reply.status, reply.headers);
    if (reply.body instanceof Readable) await pipeline(reply.body, response);
    else response.end(reply.body);
  });
  return {
    listen: () => new Promise<void>((done) => server.listen(0, "127.0.0.1", done)),
    close: () => void server.close(),
    last: () => seen.at(-1),
    answerWith(next: (decoded: Decoded) => object) {
      answer = next;
    },
    config: () => ({
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      region: "us-east-1",
      credentials: { accessKeyId: "id", secretAccessKey: "secret" },
      maxAttempts: 1,
    }),
  };
}
