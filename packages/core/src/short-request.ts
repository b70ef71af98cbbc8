import http from "node:http";
import https from "node:https";
import { SignatureV4 } from "@smithy/signature-v4";

/** Where a client's requests go; its own first one shows it. */
interface Address {
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
  readonly path: string;
}

type Signing = Pick<ConstructorParameters<typeof SignatureV4>[0], "region" | "credentials" | "sha256">;

/** Any client of the SDK, and what its stack of steps is, as far as it matters here. */
interface Client {
  readonly config: Signing;
  readonly middlewareStack: object;
}
type Next = (args: { readonly request: Address }) => Promise<unknown>;
interface Stack {
  add(
    step: (next: Next, context: { readonly commandName?: string }) => Next,
    at: { step: "build"; name: string },
  ): void;
}

/** As many as the SDK opens. */
const MOST_CONNECTIONS = { keepAlive: true, maxSockets: 50 };
const AGENTS = { "http:": new http.Agent(MOST_CONNECTIONS), "https:": new https.Agent(MOST_CONNECTIONS) };

/**
 * Makes a client's requests of JSON the short way: signed by the SDK's own signer, over one open connection, and no more. Resolves with
 * the answer's body, or undefined as long as the client has sent none itself, which shows where they go (`only`: a command of this name,
 * where each has a path of its own), and whenever it does not go well: then it is to be asked the long way, which knows how to try again
 * and what errors mean. So only what may be asked twice may go this way.
 */
export function shortRequests(
  client: Client,
  service: string,
  only?: string,
): (body: string, headers: Readonly<Record<string, string>>) => Promise<string | undefined> {
  const { region, credentials, sha256 } = client.config;
  const signer = new SignatureV4({ service, region, credentials, sha256 });
  let address: Address | undefined;
  (client.middlewareStack as Stack).add(
    (next, { commandName }) =>
      (args) => {
        if (!only || commandName === only) address = args.request;
        return next(args);
      },
    { step: "build", name: `noteAddress${only ?? ""}` },
  );
  return async (body, headers) => {
    if (!address) return undefined;
    const { protocol, hostname, port, path } = address;
    const signed = await signer.sign({
      ...{ method: "POST", protocol, hostname, path, query: {}, body },
      ...(port && { port }),
      headers: { ...headers, host: port ? `${hostname}:${port}` : hostname },
    });
    const secure = protocol === "https:";
    const request = (secure ? https : http).request({
      ...{ method: "POST", hostname, port, path, headers: signed.headers, agent: AGENTS[secure ? "https:" : "http:"] },
    });
    request.end(body);
    return textOf(request);
  };
}

/** The body of an answer that is as it should be; undefined for any other, and when the connection was lost. */
function textOf(request: http.ClientRequest): Promise<string | undefined> {
  return new Promise((resolve) => {
    const failed = () => resolve(undefined);
    request.on("error", failed).on("response", (response) => {
      const chunks: Buffer[] = [];
      response
        .on("data", (chunk: Buffer) => chunks.push(chunk))
        .on("error", failed)
        .on("end", () => resolve(response.statusCode === 200 ? Buffer.concat(chunks).toString() : undefined));
    });
  });
}
