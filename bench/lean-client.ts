import { createHash, createHmac } from "node:crypto";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import type { ClientConfig } from "@videoflow/testing/product";

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
const hmac = (key: string | Buffer, text: string): Buffer => createHmac("sha256", key).update(text).digest();

/**
 * One open connection to a service with the JSON protocol, and no more work than the wire asks for: what is measured with it is
 * the server, not its client. Signature Version 4.
 */
export class LeanClient {
  readonly #socket: Socket;
  readonly #config: ClientConfig;
  readonly #service: string;
  readonly #host: string;
  #answer: PromiseWithResolvers<string> | undefined;
  #received = "";

  private constructor(socket: Socket, config: ClientConfig, service: string) {
    this.#socket = socket.setEncoding("latin1").setNoDelay();
    this.#config = config;
    this.#service = service;
    this.#host = new URL(config.endpoint).host;
    socket.on("data", (text: string) => this.#read(text));
    socket.on("error", (error) => this.#answer?.reject(error));
  }

  static async open(config: ClientConfig, service: string): Promise<LeanClient> {
    const { hostname, port } = new URL(config.endpoint);
    const socket = connect(Number(port), hostname);
    await once(socket, "connect");
    return new LeanClient(socket, config, service);
  }

  /** One request after the other. Throws when the answer is not 200. */
  async send(target: string, input: object): Promise<void> {
    const body = JSON.stringify(input);
    const at = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
    const headers = `host:${this.#host}\nx-amz-date:${at}\nx-amz-target:${target}\n`;
    const names = "host;x-amz-date;x-amz-target";
    const request = ["POST", "/", "", headers, names, sha256(body)].join("\n");
    const { region, credentials } = this.#config;
    const scope = `${at.slice(0, 8)}/${region}/${this.#service}/aws4_request`;
    const key = scope.split("/").reduce(hmac, `AWS4${credentials.secretAccessKey}` as string | Buffer) as Buffer;
    const signature = hmac(key, ["AWS4-HMAC-SHA256", at, scope, sha256(request)].join("\n")).toString("hex");
    const credential = `Credential=${credentials.accessKeyId}/${scope}`;
    this.#answer = Promise.withResolvers();
    this.#socket.write(
      `POST / HTTP/1.1\r\n${headers.replaceAll("\n", "\r\n")}content-type:application/x-amz-json-1.0\r\n` +
        `content-length:${Buffer.byteLength(body)}\r\n` +
        `authorization:AWS4-HMAC-SHA256 ${credential},SignedHeaders=${names},Signature=${signature}\r\n\r\n${body}`,
    );
    const head = await this.#answer.promise;
    if (!head.startsWith("HTTP/1.1 200 ")) throw new Error(`${target} was answered with ${head}`);
  }

  close(): void {
    this.#socket.destroy();
  }

  /** Answers come with a length, and one at a time. */
  #read(text: string): void {
    this.#received += text;
    const end = this.#received.indexOf("\r\n\r\n");
    if (end < 0) return;
    const length = Number(/\r\ncontent-length: *(\d+)/i.exec(this.#received.slice(0, end))?.[1] ?? 0);
    if (this.#received.length < end + 4 + length) return;
    const answer = this.#received;
    this.#received = "";
    this.#answer?.resolve(answer);
  }
}
