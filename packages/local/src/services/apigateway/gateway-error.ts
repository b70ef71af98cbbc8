/** What a gateway answers by itself, as AWS words it: `{"message":"Not Found"}`. */
export class GatewayError extends Error {
  override readonly name = "GatewayError";
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, message: string, more: { cause?: unknown; headers?: Record<string, string> } = {}) {
    super(message, { cause: more.cause });
    this.status = status;
    this.headers = more.headers ?? {};
  }
}
