import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { InvocationResponse } from "@aws-sdk/client-lambda";
import type { Cloud } from "../../cloud.ts";
import { AwsError } from "../../error.ts";
import { mapTexts } from "../../graph/placeholders.ts";
import type { Graph } from "../../graph/resources.ts";
import type { Principal } from "../../service.ts";
import { eventV2 } from "../apigateway/event-v2.ts";
import { GatewayError } from "../apigateway/gateway-error.ts";
import { readRequest } from "../apigateway/gateway-request.ts";
import { errorResponse, type GatewayResponse, responseOf } from "../apigateway/gateway-response.ts";
import { FunctionFailed } from "../apigateway/invoke.ts";
import { sendResponse } from "../apigateway/send-response.ts";

export const FUNCTION_URL = "aws:lambda/functionUrl:FunctionUrl";

/** The inputs of a function URL that mean something here. */
export interface FunctionUrlInputs {
  readonly functionName: string;
  readonly authorizationType: string;
  readonly invokeMode?: string;
}

interface Site {
  readonly server: Server;
  readonly origin: string;
  inputs?: FunctionUrlInputs;
}

/**
 * Lambda function URLs. Each has an origin of its own, as on AWS, where it is a name; here it is a port of the loopback
 * interface, the same after a restart unless somebody else has taken it.
 */
export class FunctionUrls {
  readonly #cloud: Cloud;
  readonly #sites = new Map<string, Site>();
  #open = Promise.withResolvers<void>();

  constructor(cloud: Cloud) {
    this.#cloud = cloud;
    cloud.database.define("CREATE TABLE IF NOT EXISTS function_urls (name TEXT PRIMARY KEY, port INTEGER NOT NULL)");
  }

  /** The graph with the addresses at which function URLs are served here, in place of those that AWS would give them. */
  async locate(graph: Graph): Promise<Graph> {
    const isServed = (functionName: unknown) =>
      graph.resources.some(
        ({ type, name, inputs }) =>
          type === "aws:lambda/function:Function" && inputs.name === functionName && !graph.functions[name]?.prebuilt,
      );
    const origins = new Map<string, string>();
    for (const { type, name, inputs } of graph.resources) {
      if (type !== FUNCTION_URL || !isServed(inputs.functionName)) continue;
      origins.set(
        `https://${name.toLowerCase()}.lambda-url.${this.#cloud.place.region}.on.aws`,
        await this.#listen(name),
      );
    }
    if (origins.size === 0) return graph;
    return mapTexts(graph, (text) => {
      let located = text;
      for (const [onAws, here] of origins) located = located.replaceAll(onAws, here);
      return located;
    });
  }

  put(name: string, inputs: FunctionUrlInputs): void {
    const site = this.#sites.get(name);
    if (!site) throw new Error(`Function URL ${name} has no address: locate() comes before`);
    site.inputs = inputs;
  }

  remove(name: string): void {
    this.#sites.get(name)?.server.close();
    this.#sites.delete(name);
  }

  /** Lets requests in. */
  open(): void {
    this.#open.resolve();
  }

  async close(): Promise<void> {
    await Promise.all(
      [...this.#sites.values()].map(({ server }) => {
        const closed = new Promise((resolve) => server.close(resolve));
        server.closeAllConnections();
        return closed;
      }),
    );
  }

  async #listen(name: string): Promise<string> {
    const known = this.#sites.get(name);
    if (known) return known.origin;
    const server = createServer((request, response) => void this.#handle(name, request, response));
    const { database } = this.#cloud;
    const last = database.get<{ port: number }>("SELECT port FROM function_urls WHERE name = ?", name);
    if (!(last && (await listens(server, last.port)))) await listens(server, 0);
    const { port } = server.address() as AddressInfo;
    database.run("INSERT INTO function_urls VALUES (?, ?) ON CONFLICT DO UPDATE SET port = excluded.port", name, port);
    const origin = `http://127.0.0.1:${port}`;
    this.#sites.set(name, { server, origin });
    return origin;
  }

  async #handle(name: string, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    await this.#open.promise;
    const response = await this.#answer(name, incoming).catch((error: unknown) => {
      if (error instanceof GatewayError) return errorResponse(error);
      if (error instanceof AwsError && error.status === 403) return errorResponse(new GatewayError(403, "Forbidden"));
      this.#cloud.journal.error("functionurl.failed", error, { name, url: incoming.url });
      return errorResponse(new GatewayError(502, "Internal Server Error"));
    });
    sendResponse(response, incoming, outgoing);
  }

  async #answer(name: string, incoming: IncomingMessage): Promise<GatewayResponse> {
    const inputs = this.#sites.get(name)?.inputs;
    if (inputs?.authorizationType !== "NONE") throw new GatewayError(403, "Forbidden");
    if (inputs.invokeMode === "RESPONSE_STREAM") throw new GatewayError(501, "Streamed answers are not served here");
    const { place } = this.#cloud;
    const event = eventV2({
      ...{ request: await readRequest(incoming), place, parameters: undefined },
      api: { id: name.toLowerCase() },
      stage: { name: "$default", variables: undefined, throttling: undefined },
      route: { key: "$default" },
    });
    return responseOf(await this.#invoke(inputs, event), "2.0");
  }

  async #invoke({ functionName, authorizationType }: FunctionUrlInputs, event: object): Promise<Buffer> {
    const arn = `arn:aws:lambda:${this.#cloud.place.region}:${this.#cloud.place.account}:function:${functionName}`;
    const anybody: Principal = { kind: "service", service: "anonymous", sourceArn: arn };
    const context = { "lambda:FunctionUrlAuthType": authorizationType };
    this.#cloud.authorize(anybody, [{ action: "lambda:InvokeFunctionUrl", resource: arn, context }]);
    const input = { FunctionName: functionName, Payload: JSON.stringify(event), ViaFunctionUrl: true };
    const { FunctionError, Payload } = await this.#cloud.call<InvocationResponse>(anybody, "lambda", "Invoke", input);
    const payload = Buffer.from(Payload ?? "");
    if (FunctionError) throw new FunctionFailed(arn, payload.toString());
    return payload;
  }
}

/** Whether the server could be made to listen there. */
function listens(server: Server, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException) => (error.code === "EADDRINUSE" ? resolve(false) : reject(error));
    server.once("error", failed);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", failed);
      resolve(true);
    });
  });
}
