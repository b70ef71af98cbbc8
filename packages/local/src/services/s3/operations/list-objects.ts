import type {
  _Object as ListedObject,
  ListObjectsOutput,
  ListObjectsRequest,
  ListObjectsV2Output,
  ListObjectsV2Request,
} from "@aws-sdk/client-s3";
import { operation } from "../../../service.ts";
import { wholeSeconds } from "../conditions.ts";
import type { S3Context } from "../context.ts";
import { invalidArgument } from "../errors.ts";
import { list } from "../listing.ts";
import { onBucket } from "../names.ts";
import type { ObjectSummary } from "../storage/objects.ts";

const MOST_KEYS = 1000;

interface ListRequest {
  Bucket?: string | undefined;
  Prefix?: string | undefined;
  Delimiter?: string | undefined;
  MaxKeys?: number | undefined;
  EncodingType?: string | undefined;
}

export function listObjectsOperations(context: S3Context) {
  const permissions = ({ Bucket = "", Prefix = "", Delimiter = "" }: ListRequest) => [
    onBucket("ListBucket", Bucket, { "s3:prefix": Prefix, "s3:delimiter": Delimiter }),
  ];
  return {
    ListObjectsV2: operation({
      permissions,
      run(input: ListObjectsV2Request): ListObjectsV2Output {
        const { ContinuationToken, StartAfter } = input;
        const after = ContinuationToken === undefined ? (StartAfter ?? "") : readToken(ContinuationToken);
        const { common, listing, encode } = read(context, input, after);
        const owner = { Owner: { ID: context.cloud.place.account } };
        return {
          ...common,
          KeyCount: listing.objects.length + listing.prefixes.length,
          Contents: listing.objects.map((object) => ({ ...entry(object, encode), ...(input.FetchOwner && owner) })),
          ...(ContinuationToken !== undefined && { ContinuationToken }),
          ...(StartAfter !== undefined && { StartAfter: encode(StartAfter) }),
          ...(listing.next !== undefined && { NextContinuationToken: writeToken(listing.next) }),
        };
      },
    }),

    ListObjects: operation({
      permissions,
      run(input: ListObjectsRequest): ListObjectsOutput {
        const { common, listing, encode } = read(context, input, input.Marker ?? "");
        const Owner = { ID: context.cloud.place.account };
        return {
          ...common,
          Marker: encode(input.Marker ?? ""),
          Contents: listing.objects.map((object) => ({ ...entry(object, encode), Owner })),
          // Without a delimiter the last key is the marker, and S3 does not say it again.
          ...(listing.next !== undefined && input.Delimiter && { NextMarker: encode(listing.next) }),
        };
      },
    }),
  };
}

function read(context: S3Context, input: ListRequest, after: string) {
  const { Bucket = "", Prefix = "", Delimiter = "", MaxKeys = MOST_KEYS, EncodingType } = input;
  context.buckets.require(Bucket);
  if (!(MaxKeys >= 0)) throw invalidArgument(`max-keys must be 0 or more, not ${MaxKeys}`);
  const limit = Math.min(MaxKeys, MOST_KEYS);
  const listing = list(context.objects, { bucket: Bucket, prefix: Prefix, delimiter: Delimiter, after, limit });
  const encode = encoderOf(EncodingType);
  const common = {
    Name: Bucket,
    Prefix: encode(Prefix),
    MaxKeys: limit,
    IsTruncated: listing.next !== undefined,
    CommonPrefixes: listing.prefixes.map((prefix) => ({ Prefix: encode(prefix) })),
    ...(Delimiter !== "" && { Delimiter: encode(Delimiter) }),
    ...(EncodingType === "url" && { EncodingType: "url" as const }),
  };
  return { common, listing, encode };
}

function entry(object: ObjectSummary, encode: (text: string) => string): ListedObject {
  const { checksum, properties } = object;
  return {
    Key: encode(object.key),
    LastModified: wholeSeconds(object.modifiedAt),
    ETag: `"${object.etag}"`,
    Size: object.size,
    StorageClass: (properties.StorageClass ?? "STANDARD") as "STANDARD",
    ...(checksum && { ChecksumAlgorithm: [checksum.algorithm], ChecksumType: checksum.type }),
  };
}

/** `encoding-type=url`: for clients whose XML parsers do not take every character. */
export function encoderOf(type: string | undefined): (text: string) => string {
  if (type === undefined) return (text) => text;
  if (type !== "url") throw invalidArgument("Invalid Encoding Method specified in Request");
  return (text) => encodeURIComponent(text).replaceAll("%2F", "/").replaceAll("%20", "+");
}

function writeToken(last: string): string {
  return Buffer.from(last).toString("base64url");
}

function readToken(token: string): string {
  const last = Buffer.from(token, "base64url").toString();
  if (last === "" || writeToken(last) !== token) throw invalidArgument("The continuation token provided is incorrect");
  return last;
}
