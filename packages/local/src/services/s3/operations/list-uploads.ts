import type {
  ListMultipartUploadsOutput,
  ListMultipartUploadsRequest,
  ListPartsOutput,
  ListPartsRequest,
} from "@aws-sdk/client-s3";
import { operation } from "../../../service.ts";
import { algorithmOf } from "../checksum/algorithms.ts";
import { wholeSeconds } from "../conditions.ts";
import type { S3Context } from "../context.ts";
import { notImplemented } from "../errors.ts";
import { onBucket, onObject } from "../names.ts";
import { encoderOf } from "./list-objects.ts";

const MOST = 1000;
/** Comes after every upload id: without an id marker, a key marker means all uploads of that key. */
const AFTER_ALL_IDS = "~";

export function listUploadsOperations(context: S3Context) {
  const owner = { Owner: { ID: context.cloud.place.account }, Initiator: { ID: context.cloud.place.account } };
  return {
    ListMultipartUploads: operation({
      permissions: ({ Bucket = "" }: ListMultipartUploadsRequest) => [onBucket("ListBucketMultipartUploads", Bucket)],
      run(input): ListMultipartUploadsOutput {
        const { Bucket = "", Prefix = "", KeyMarker = "", UploadIdMarker, MaxUploads = MOST } = input;
        if (input.Delimiter) throw notImplemented("A delimiter in ListMultipartUploads");
        context.buckets.require(Bucket);
        const limit = Math.min(MaxUploads, MOST);
        const found = context.uploads.page(Bucket, Prefix, KeyMarker, UploadIdMarker ?? AFTER_ALL_IDS, limit + 1);
        const listed = found.slice(0, limit);
        const last = found.length > limit ? listed.at(-1) : undefined;
        const encode = encoderOf(input.EncodingType);
        return {
          Bucket,
          Prefix: encode(Prefix),
          KeyMarker: encode(KeyMarker),
          MaxUploads: limit,
          IsTruncated: last !== undefined,
          ...(last && { NextKeyMarker: encode(last.key), NextUploadIdMarker: last.id }),
          ...(input.EncodingType && { EncodingType: input.EncodingType }),
          Uploads: listed.map(({ id, key, startedAt, checksumAlgorithm, checksumType }) => ({
            Key: encode(key),
            UploadId: id,
            Initiated: wholeSeconds(startedAt),
            StorageClass: "STANDARD",
            ...owner,
            ...(checksumAlgorithm && { ChecksumAlgorithm: checksumAlgorithm }),
            ...(checksumType && { ChecksumType: checksumType }),
          })),
        };
      },
    }),

    ListParts: operation({
      permissions: ({ Bucket = "", Key = "" }: ListPartsRequest) => [onObject("ListMultipartUploadParts", Bucket, Key)],
      run(input): ListPartsOutput {
        const { Bucket = "", Key = "", UploadId = "", MaxParts = MOST } = input;
        context.buckets.require(Bucket);
        const { checksumAlgorithm, checksumType } = context.uploads.require(Bucket, Key, UploadId);
        const after = Number(input.PartNumberMarker ?? 0);
        const limit = Math.min(MaxParts, MOST);
        const found = context.uploads.parts(UploadId, after, limit + 1);
        const listed = found.slice(0, limit);
        const member = checksumAlgorithm && algorithmOf(checksumAlgorithm).member;
        return {
          Bucket,
          Key,
          UploadId,
          PartNumberMarker: String(after),
          MaxParts: limit,
          IsTruncated: found.length > limit,
          ...(found.length > limit && { NextPartNumberMarker: String(listed.at(-1)?.number ?? after) }),
          StorageClass: "STANDARD",
          ...owner,
          ...(checksumAlgorithm && { ChecksumAlgorithm: checksumAlgorithm }),
          ...(checksumType && { ChecksumType: checksumType }),
          Parts: listed.map((part) => ({
            PartNumber: part.number,
            Size: part.size,
            ETag: `"${part.etag}"`,
            LastModified: wholeSeconds(part.modifiedAt),
            ...(member && part.checksum !== undefined && { [member]: part.checksum }),
          })),
        };
      },
    }),
  };
}
