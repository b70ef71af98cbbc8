import * as client from "@aws-sdk/client-s3";
import { AwsError } from "../../error.ts";
import type { Codec, WireRequest } from "../../wire/codec.ts";
import { restCodec } from "../../wire/rest.ts";
import { checkDocument } from "./receive.ts";

/** What S3 calls the errors that all services here share. */
const ownCodes: Readonly<Record<string, readonly [code: string, status: number]>> = {
  AccessDeniedException: ["AccessDenied", 403],
  UnknownOperationException: ["NotImplemented", 501],
  InternalFailure: ["InternalError", 500],
  RequestEntityTooLargeException: ["EntityTooLarge", 400],
};

/** REST-XML with what is S3's own: buckets in host names, ranges as 206, a location without its wrapper. */
export function s3Codec(): Codec {
  const rest = restCodec({
    module: client,
    protocol: "xml",
    xmlNamespace: "http://s3.amazonaws.com/doc/2006-03-01/",
    path: pathWithBucket,
    checkBody: checkDocument,
  });
  return {
    decode: rest.decode,
    async encode(operation, output, request) {
      const reply = await rest.encode(operation, output, request);
      if (operation === "GetBucketLocation") {
        const body = String(reply.body).replace(/<LocationConstraint>(.*)<\/LocationConstraint>/, "$1");
        return { ...reply, body, headers: { ...reply.headers, "content-length": Buffer.byteLength(body) } };
      }
      return reply.headers["content-range"] === undefined ? reply : { ...reply, status: 206 };
    },
    error(error, request) {
      const { ETag, LastModified, ...detail } = error.detail;
      const [code, status] = ownCodes[error.code] ?? [error.code, error.status];
      const reply = rest.error(new AwsError(code, error.message, status, detail), request);
      if (status !== 304) return reply;
      return { ...reply, headers: { ...reply.headers, etag: String(ETag), "last-modified": String(LastModified) } };
    },
  };
}

/** `bucket.localhost:4566` and `bucket.s3.us-east-1.amazonaws.com` name a bucket; plain hosts and addresses do not. */
export function bucketInHost(host: string | undefined): string | undefined {
  return /^([a-z0-9][a-z0-9.-]+?)\.(?:localhost|s3[.-][a-z0-9.-]+)(?::\d+)?$/.exec(host ?? "")?.[1];
}

function pathWithBucket({ headers, path }: WireRequest): string {
  const bucket = bucketInHost(headers.host);
  return bucket === undefined ? path : `/${bucket}${path}`;
}
