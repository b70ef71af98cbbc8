import type { CopyObjectRequest } from "@aws-sdk/client-s3";
import { AwsError } from "../../../error.ts";
import { operation } from "../../../service.ts";
import { algorithmOf } from "../checksum/algorithms.ts";
import { asMembers, type Checksum } from "../checksum/stated.ts";
import { commitObject } from "../commit.ts";
import { wholeSeconds } from "../conditions.ts";
import type { S3Context } from "../context.ts";
import { parseCopySource, requireSource } from "../copy-source.ts";
import { checkKey, parseTagging, propertiesOf } from "../input.ts";
import { onObject } from "../names.ts";
import { filesOf } from "../storage/extent.ts";
import type { StoredObject } from "../storage/objects.ts";

export function copyObjectOperations(context: S3Context) {
  return {
    /**
     * Copies by hard links: the bytes of an object never change, so source and copy may share them on disk, whatever their
     * size. ETag, checksum and parts are therefore the source's too (S3 makes the ETag of a multipart object anew).
     */
    CopyObject: operation({
      permissions(input: CopyObjectRequest) {
        const source = parseCopySource(input.CopySource);
        const { Bucket = "", Key = "", TaggingDirective } = input;
        return [
          onObject("GetObject", source.bucket, source.key),
          onObject("PutObject", Bucket, Key),
          ...(TaggingDirective === "REPLACE" && input.Tagging ? [onObject("PutObjectTagging", Bucket, Key)] : []),
        ];
      },
      async run(input, call) {
        const { Bucket: bucket = "", Key: key = "" } = input;
        context.buckets.require(bucket);
        checkKey(key);
        const source = requireSource(context, input, call);
        refuseNoChange(input, source);
        const properties = input.MetadataDirective === "REPLACE" ? propertiesOf(input) : source.properties;
        const tags = input.TaggingDirective === "REPLACE" ? parseTagging(input.Tagging) : source.tags;
        // First of all, so that the source may be deleted from here on.
        const extents = await context.files.share(source.extents);
        try {
          const checksum = await checksumOf(context, { ...source, extents }, input.ChecksumAlgorithm);
          const { modifiedAt: _old, sequencer: _before, upload: _made, checksum: _other, ...same } = source;
          const copy = { ...same, bucket, key, extents, properties, tags, ...(checksum && { checksum }) };
          const stored = commitObject(context, copy, "ObjectCreated:Copy", call, input);
          const LastModified = wholeSeconds(stored.modifiedAt);
          return { CopyObjectResult: { ETag: `"${stored.etag}"`, LastModified, ...asMembers(checksum) } };
        } catch (error) {
          context.files.remove(filesOf(extents));
          throw error;
        }
      },
    }),
  };
}

function refuseNoChange(input: CopyObjectRequest, source: StoredObject): void {
  const changes = input.MetadataDirective === "REPLACE" || input.TaggingDirective === "REPLACE" || input.StorageClass;
  if (changes || source.bucket !== input.Bucket || source.key !== input.Key) return;
  throw new AwsError(
    "InvalidRequest",
    "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, " +
      "storage class, website redirect location or encryption attributes.",
  );
}

/** The source's checksum, unless another algorithm is asked for; then the bytes are read once. */
async function checksumOf(
  context: S3Context,
  source: StoredObject,
  asked: string | undefined,
): Promise<Checksum | undefined> {
  if (asked === undefined || source.checksum?.algorithm === asked) return source.checksum;
  const algorithm = algorithmOf(asked);
  const digest = algorithm.create();
  for await (const chunk of context.files.read(source.extents)) digest.update(chunk as Buffer);
  return { algorithm: algorithm.name, value: digest.digest().toString("base64"), type: "FULL_OBJECT" };
}
