import { JsonCodec2, XmlCodec } from "@aws-sdk/core/protocols";
import { FromStringShapeDeserializer, ToStringShapeSerializer } from "@smithy/core/protocols";
import type { NormalizedSchema } from "@smithy/core/schema";
import { AwsError } from "../error.ts";

export type Protocol = "xml" | "json";

/** Timestamps without a format of their own: ISO 8601 in XML, epoch seconds in JSON, HTTP dates in headers of both. */
const timestamps = { xml: 5, json: 7 } as const;

/** Reads and writes values of a schema: whole documents in the protocol's syntax, single values as text for headers and query. */
export interface Documents {
  read(schema: NormalizedSchema, bytes: Uint8Array): Promise<Record<string, unknown>>;
  write(schema: NormalizedSchema, value: unknown): string | Uint8Array;
  fromText(schema: NormalizedSchema, text: string): unknown;
  toText(schema: NormalizedSchema, value: unknown): string;
}

/** `xmlNamespace` stands on the root of every XML document; empty for none. */
export function documentsOf(protocol: Protocol, xmlNamespace = ""): Documents {
  const settings = { timestampFormat: { useTrait: true, default: timestamps[protocol] }, httpBindings: true };
  const codec =
    protocol === "xml"
      ? new XmlCodec({ ...settings, serviceNamespace: "", xmlNamespace })
      : new JsonCodec2({ ...settings, jsonName: true });
  const serializer = codec.createSerializer();
  const deserializer = codec.createDeserializer();
  const textDeserializer = new FromStringShapeDeserializer(settings);
  const textSerializer = new ToStringShapeSerializer(settings);
  return {
    async read(schema, bytes) {
      try {
        return await deserializer.read(schema, bytes as never);
      } catch (cause) {
        throw malformed(protocol, cause as Error);
      }
    },
    write(schema, value) {
      serializer.write(schema, value);
      const document = serializer.flush();
      return protocol === "xml" ? `<?xml version="1.0" encoding="UTF-8"?>\n${document}` : document;
    },
    fromText(schema, text) {
      try {
        return textDeserializer.read(schema, text);
      } catch (cause) {
        throw new AwsError(
          "InvalidArgument",
          `'${text}' is no value for ${schema.getMemberName()}: ${(cause as Error).message}`,
        );
      }
    },
    toText(schema, value) {
      textSerializer.write(schema, value);
      return String(textSerializer.flush());
    },
  };
}

function malformed(protocol: Protocol, cause: Error): AwsError {
  if (protocol === "xml") {
    const said = "The XML you provided was not well-formed or did not validate against our published schema";
    return new AwsError("MalformedXML", `${said}: ${cause.message}`);
  }
  return new AwsError("SerializationException", `The body is not JSON of the expected shape: ${cause.message}`);
}
