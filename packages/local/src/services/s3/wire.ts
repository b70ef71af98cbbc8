import * as client from "@aws-sdk/client-s3";
import type { Codec, WireRequest } from "../../wire/codec.ts";
import { restCodec } from "../../wire/rest.ts";
import { inS3Terms } from "./errors.ts";
import { checkDocument } from "./receive.ts";

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
      const own = inS3Terms(error);
      const reply = rest.error(own, request);
      if (own.status !== 304) return reply;
      const { ETag, LastModified } = own.detail;
      return { ...reply, headers: { ...reply.headers, etag: String(ETag), "last-modified": String(LastModified) } };
    },
  };
}

/** `bucket.localhost:4566` and `bucket.s3.us-east-1.amazonaws.com` name a bucket; plain hosts and addresses do not. */
export function bucketInHost(host: string | undefined): string | undefined {
  return /^(?!s3\.)([a-z0-9][a-z0-9.-]+?)\.(?:localhost|s3[.-][a-z0-9.-]+)(?::\d+)?$/.exec(host ?? "")?.[1];
}

function pathWithBucket({ headers, path }: WireRequest): string {
  const bucket = bucketInHost(headers.host);
  return bucket === undefined ? path : `/${bucket}${path}`;
}
