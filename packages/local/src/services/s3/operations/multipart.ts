import { randomUUID } from "node:crypto";
import type {
  AbortMultipartUploadRequest,
  CompleteMultipartUploadRequest,
  CreateMultipartUploadRequest,
} from "@aws-sdk/client-s3";
import { AwsError } from "../../../error.ts";
import { operation } from "../../../service.ts";
import { algorithmOf } from "../checksum/algorithms.ts";
import { asMembers, type Checksum, statedIn } from "../checksum/stated.ts";
import { commitObject } from "../commit.ts";
import type { S3Context } from "../context.ts";
import { badDigest } from "../errors.ts";
import { checkKey, parseTagging, propertiesOf } from "../input.ts";
import { chosenParts, multipartChecksum, multipartEtag, removeUpload } from "../multipart.ts";
import { onObject } from "../names.ts";
import { filesOf, merge } from "../storage/extent.ts";
import type { StoredObject } from "../storage/objects.ts";
import type { Upload } from "../storage/uploads.ts";

export function multipartOperations(context: S3Context) {
  return {
    CreateMultipartUpload: operation({
      permissions: ({ Bucket = "", Key = "", Tagging }: CreateMultipartUploadRequest) => [
        onObject("PutObject", Bucket, Key),
        ...(Tagging ? [onObject("PutObjectTagging", Bucket, Key)] : []),
      ],
      run(input) {
        const { Bucket: bucket = "", Key: key = "" } = input;
        context.buckets.require(bucket);
        checkKey(key);
        const upload: Upload = {
          id: randomUUID().replaceAll("-", ""),
          bucket,
          key,
          startedAt: Date.now(),
          file: context.files.newName(),
          properties: propertiesOf(input),
          tags: parseTagging(input.Tagging),
          ...checksumPlan(input),
        };
        context.uploads.create(upload);
        const { checksumAlgorithm, checksumType } = upload;
        return {
          Bucket: bucket,
          Key: key,
          UploadId: upload.id,
          ServerSideEncryption: "AES256",
          ...(checksumAlgorithm && { ChecksumAlgorithm: checksumAlgorithm, ChecksumType: checksumType }),
        };
      },
    }),

    /** The object's content is the list of its parts' places; no byte is copied. Completing twice answers the same. */
    CompleteMultipartUpload: operation({
      permissions: ({ Bucket = "", Key = "" }: CompleteMultipartUploadRequest) => [onObject("PutObject", Bucket, Key)],
      run(input, call) {
        const { Bucket: bucket = "", Key: key = "", UploadId: id = "" } = input;
        context.buckets.require(bucket);
        const done = context.objects.find(bucket, key);
        if (done?.upload === id) return completed(context, done);
        const upload = context.uploads.require(bucket, key, id);
        const parts = chosenParts(context.uploads.parts(id), input.MultipartUpload?.Parts ?? []);
        const size = parts.reduce((sum, part) => sum + part.size, 0);
        const checksum = multipartChecksum(upload, parts);
        checkWhole(input, size, checksum);
        const extents = merge(parts.flatMap((part) => part.extents));
        const object = {
          bucket,
          key,
          size,
          etag: multipartEtag(parts),
          extents,
          properties: upload.properties,
          tags: upload.tags,
          parts: parts.map((part) => ({
            number: part.number,
            size: part.size,
            ...(checksum && part.checksum !== undefined && { checksum: part.checksum }),
          })),
          upload: id,
          ...(checksum && { checksum }),
        };
        const forget = () => removeUpload(context, upload, filesOf(extents));
        return completed(
          context,
          commitObject(context, object, "ObjectCreated:CompleteMultipartUpload", call, input, forget),
        );
      },
    }),

    AbortMultipartUpload: operation({
      permissions: ({ Bucket = "", Key = "" }: AbortMultipartUploadRequest) => [
        onObject("AbortMultipartUpload", Bucket, Key),
      ],
      run({ Bucket = "", Key = "", UploadId = "" }) {
        context.buckets.require(Bucket);
        removeUpload(context, context.uploads.require(Bucket, Key, UploadId));
        return {};
      },
    }),
  };
}

/** Which checksum parts get, and whether the whole gets a checksum of all its bytes or of its parts' checksums. */
function checksumPlan(input: CreateMultipartUploadRequest): Pick<Upload, "checksumAlgorithm" | "checksumType"> {
  if (input.ChecksumAlgorithm === undefined) return {};
  const algorithm = algorithmOf(input.ChecksumAlgorithm);
  const checksumType = input.ChecksumType ?? (algorithm.name === "CRC64NVME" ? "FULL_OBJECT" : "COMPOSITE");
  const isPossible = checksumType === "FULL_OBJECT" ? algorithm.crc : algorithm.name !== "CRC64NVME";
  if (!isPossible) {
    const message = `The ${checksumType} checksum type cannot be used with the ${algorithm.name} checksum algorithm.`;
    throw new AwsError("InvalidRequest", message);
  }
  return { checksumAlgorithm: algorithm.name, checksumType };
}

function checkWhole(input: CompleteMultipartUploadRequest, size: number, checksum: Checksum | undefined): void {
  if (input.MpuObjectSize !== undefined && Number(input.MpuObjectSize) !== size) {
    throw new AwsError(
      "InvalidRequest",
      `The parts have ${size} bytes; x-amz-mp-object-size says ${input.MpuObjectSize}.`,
    );
  }
  const stated = statedIn({ ...input });
  if (!stated || !checksum) return;
  const withoutCount = (value: string) => value.split("-")[0];
  const isSame =
    stated.algorithm.name === checksum.algorithm && withoutCount(stated.value) === withoutCount(checksum.value);
  if (!isSame) throw badDigest(stated.algorithm.name);
}

function completed(context: S3Context, { bucket, key, etag, checksum }: StoredObject) {
  const Location = `${context.cloud.place.endpoint()}/${bucket}/${key.split("/").map(encodeURIComponent).join("/")}`;
  return {
    Location,
    Bucket: bucket,
    Key: key,
    ETag: `"${etag}"`,
    ServerSideEncryption: "AES256",
    ...asMembers(checksum),
  };
}
