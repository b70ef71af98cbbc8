import type { IncomingHttpHeaders } from "node:http";
import { Readable } from "node:stream";
import { AwsError } from "../error.ts";
import type { Decoded, WireRequest } from "./codec.ts";
import type { Documents } from "./rest-document.ts";
import type { Binding, Shape } from "./rest-model.ts";
import type { Match } from "./rest-router.ts";
import { openBody, type SealedBody, unsealed } from "./sealed-body.ts";

/** No operation takes a larger document than PutVectors with 500 vectors. */
const LARGEST_DOCUMENT = 20 * 1024 * 1024;

type Values = Record<string, unknown>;

/** Checks an operation's whole document against the digests that its sender stated. Throws AwsError. */
export type BodyCheck = (operation: string, bytes: Uint8Array, headers: IncomingHttpHeaders) => void;

/** Gathers an operation's input from path, query, headers and body. A streamed payload is handed on unread. */
export async function readInput(
  { operation, labels }: Match,
  request: WireRequest,
  documents: Documents,
  check: BodyCheck,
): Promise<Decoded> {
  const shape = operation.input;
  const input: Values = { ...labels };
  readHeaders(shape, request, documents, input);
  readQuery(shape, request.query, documents, input);
  if (shape.payload?.schema.isStreaming()) {
    const body = Buffer.isBuffer(request.body) ? unsealed(Readable.from([request.body])) : request.body;
    return { operation: operation.name, input, body };
  }
  if (shape.payload || shape.document.length > 0) {
    const bytes = await readAll(request.body);
    check(operation.name, bytes, request.headers);
    if (shape.payload) await readPayload(shape.payload, bytes, documents, input);
    else await readDocument(shape, bytes, documents, input);
  }
  return { operation: operation.name, input };
}

/**
 * Presigned URLs carry headers as query parameters, so an `x-amz-` header may be in either place. Not so checksums: S3
 * ignores them in a query, where the JavaScript SDK puts that of the empty body it had when it signed.
 */
function readHeaders(shape: Shape, { headers, query }: WireRequest, documents: Documents, input: Values): void {
  for (const { member, schema, wireName } of shape.headers) {
    const text = headers[wireName] ?? (mayBeInQuery(wireName) ? query.get(wireName) : null);
    if (text !== null && text !== undefined) input[member] = documents.fromText(schema, String(text));
  }
  for (const { member, wireName } of shape.prefixHeaders) {
    const entries = [...query, ...Object.entries(headers)].filter(([name]) => name.startsWith(wireName));
    if (entries.length > 0) {
      input[member] = Object.fromEntries(entries.map(([name, value]) => [name.slice(wireName.length), String(value)]));
    }
  }
}

function mayBeInQuery(name: string): boolean {
  return name.startsWith("x-amz-") && !/^x-amz-(sdk-)?checksum-/.test(name);
}

function readQuery(shape: Shape, query: URLSearchParams, documents: Documents, input: Values): void {
  for (const { member, schema, wireName } of shape.query) {
    if (!query.has(wireName)) continue;
    input[member] = schema.isListSchema()
      ? query.getAll(wireName).map((text) => documents.fromText(schema.getValueSchema(), text))
      : documents.fromText(schema, query.get(wireName) ?? "");
  }
}

async function readPayload(payload: Binding, bytes: Buffer, documents: Documents, input: Values): Promise<void> {
  const { member, schema } = payload;
  if (bytes.length === 0) return;
  if (schema.isBlobSchema()) input[member] = bytes;
  else if (schema.isStringSchema()) input[member] = bytes.toString();
  else input[member] = await documents.read(schema, bytes);
}

async function readDocument(shape: Shape, bytes: Buffer, documents: Documents, input: Values): Promise<void> {
  if (bytes.length === 0) return;
  const values = await documents.read(shape.schema, bytes);
  for (const { member } of shape.document) if (values[member] !== undefined) input[member] = values[member];
}

async function readAll(body: SealedBody | Buffer): Promise<Buffer> {
  if (Buffer.isBuffer(body)) return body;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of openBody(body) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_DOCUMENT) {
      throw new AwsError("RequestEntityTooLargeException", `The body is over ${LARGEST_DOCUMENT} bytes`, 413);
    }
    chunks.push(chunk);
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
}
