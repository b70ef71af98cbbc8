import { crc32 } from "node:zlib";
import type { NormalizedSchema } from "@smithy/core/schema";
import type { Documents } from "./rest-document.ts";

type Values = Record<string, unknown>;

/** Kind 7 of an event-stream header's value: a string with its length before it. */
const STRING = 7;

/**
 * Frames events of a union, one message each, as they come: `{ PayloadChunk: { Payload } }`.
 * https://smithy.io/2.0/aws/amazon-eventstream.html
 */
export async function* encodeEvents(
  union: NormalizedSchema,
  events: AsyncIterable<Values>,
  documents: Documents,
  documentType: string,
): AsyncGenerator<Buffer> {
  for await (const event of events) {
    for (const [type, value] of Object.entries(event)) {
      const { body, contentType } = payloadOf(union.getMemberSchema(type), value as Values, documents, documentType);
      yield frame({ ":message-type": "event", ":event-type": type, ":content-type": contentType }, body);
    }
  }
}

function payloadOf(schema: NormalizedSchema, value: Values, documents: Documents, documentType: string) {
  for (const [member, memberSchema] of schema.structIterator()) {
    if (!memberSchema.getMergedTraits().eventPayload) continue;
    if (!memberSchema.isBlobSchema())
      return { body: documents.write(memberSchema, value[member]), contentType: documentType };
    return { body: (value[member] ?? "") as string | Uint8Array, contentType: "application/octet-stream" };
  }
  return { body: documents.write(schema, value), contentType: documentType };
}

/** Total length, headers' length, their CRC; headers; payload; CRC of all. */
function frame(headers: Record<string, string>, payload: string | Uint8Array): Buffer {
  const head = Buffer.concat(Object.entries(headers).flatMap(([name, value]) => header(name, value)));
  const body = typeof payload === "string" ? Buffer.from(payload) : payload;
  const message = Buffer.alloc(16 + head.length + body.length);
  message.writeUInt32BE(message.length, 0);
  message.writeUInt32BE(head.length, 4);
  message.writeUInt32BE(crc32(message.subarray(0, 8)), 8);
  head.copy(message, 12);
  message.set(body, 12 + head.length);
  message.writeUInt32BE(crc32(message.subarray(0, -4)), message.length - 4);
  return message;
}

function header(name: string, value: string): Buffer[] {
  const text = Buffer.from(value);
  const length = Buffer.from([STRING, text.length >> 8, text.length & 0xff]);
  return [Buffer.from([name.length]), Buffer.from(name), length, text];
}
