import { Readable } from "node:stream";
import type { WireReply } from "./codec.ts";
import type { Documents, Protocol } from "./rest-document.ts";
import { encodeEvents } from "./rest-events.ts";
import type { RestOperation, Shape } from "./rest-model.ts";

type Values = Record<string, unknown>;

export const contentTypes = { xml: "application/xml", json: "application/json" } as const;

/** Spreads an operation's output over status, headers and body. A streamed payload stays a stream. */
export function writeOutput(
  operation: RestOperation,
  output: object,
  documents: Documents,
  protocol: Protocol,
): WireReply {
  const shape = operation.output;
  const values = output as Values;
  const headers = headersOf(shape, values, documents);
  const status = shape.statusMember ? Number(values[shape.statusMember] ?? operation.status) : operation.status;
  if (status === 204 || status === 304 || operation.method === "HEAD") return { status, headers };
  const body = bodyOf(shape, values, documents, protocol);
  if (body === undefined) return { status, headers: { ...headers, "content-length": headers["content-length"] ?? 0 } };
  headers["content-type"] ??= body.contentType;
  if (!(body.content instanceof Readable)) headers["content-length"] = Buffer.byteLength(body.content);
  return { status, headers, body: body.content };
}

function headersOf(shape: Shape, values: Values, documents: Documents): Record<string, string | number> {
  const headers: Record<string, string | number> = {};
  for (const { member, schema, wireName } of shape.headers) {
    const value = values[member];
    if (value !== undefined && value !== null) headers[wireName] = documents.toText(schema, value);
  }
  for (const { member, wireName } of shape.prefixHeaders) {
    for (const [name, value] of Object.entries(values[member] ?? {})) headers[wireName + name] = String(value);
  }
  return headers;
}

interface Body {
  readonly content: string | Uint8Array | Readable;
  readonly contentType: string;
}

function bodyOf(shape: Shape, values: Values, documents: Documents, protocol: Protocol): Body | undefined {
  const contentType = contentTypes[protocol];
  if (shape.payload) {
    const { member, schema } = shape.payload;
    const value = values[member];
    if (value === undefined || value === null) return undefined;
    if (schema.isStructSchema() && schema.isStreaming()) {
      const content = Readable.from(encodeEvents(schema, value as AsyncIterable<Values>, documents, contentType));
      return { content, contentType: "application/vnd.amazon.eventstream" };
    }
    if (schema.isBlobSchema()) return { content: value as Body["content"], contentType: "application/octet-stream" };
    if (schema.isStringSchema()) return { content: String(value), contentType: "text/plain" };
    return { content: documents.write(schema, value), contentType };
  }
  if (shape.document.length === 0) return protocol === "json" ? { content: "{}", contentType } : undefined;
  const document: Values = {};
  for (const { member } of shape.document) document[member] = values[member];
  return { content: documents.write(shape.schema, document), contentType };
}
