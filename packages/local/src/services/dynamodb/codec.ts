import { crc32 } from "node:zlib";
import type { Codec, WireReply } from "../../wire/codec.ts";
import { jsonCodec } from "../../wire/json.ts";

/** Items are kept as JSON has them. */
const OF_ITEMS = new Set(["GetItem", "Query", "Scan", "BatchGetItem", "TransactGetItems", "PutItem", "UpdateItem"]);
const json = jsonCodec("1.0", OF_ITEMS);

const SERVICE_SHAPES = "com.amazonaws.dynamodb.v20120810";
const foreignShapes: Readonly<Record<string, string>> = {
  ValidationException: "com.amazon.coral.validate",
  SerializationException: "com.amazon.coral.service",
};

/** AWS JSON 1.0 as DynamoDB speaks it: answers carry a checksum, errors the namespace of their shape. */
export const codec: Codec = {
  decode: json.decode,
  encode: async (operation, output, request) => withChecksum(await json.encode(operation, output, request)),
  error(error, request) {
    const reply = json.error(error, request);
    const type = `${foreignShapes[error.code] ?? SERVICE_SHAPES}#${error.code}`;
    const { message, ...members } = JSON.parse(String(reply.body));
    // AWS's parser writes its messages with a capital letter; clients know both.
    const text = error.code === "SerializationException" ? { Message: message } : { message };
    const body = JSON.stringify({ ...members, ...text, __type: type });
    return withChecksum({ ...reply, body });
  },
};

function withChecksum(reply: WireReply): WireReply {
  if (typeof reply.body !== "string") return reply;
  return { ...reply, headers: { ...reply.headers, "x-amz-crc32": crc32(reply.body) } };
}
