import type { PutObjectRequest } from "@aws-sdk/client-s3";
import { operation } from "../../../service.ts";
import { asMembers, type Checksum } from "../checksum/stated.ts";
import { commitObject } from "../commit.ts";
import { checkWriteConditions } from "../conditions.ts";
import type { S3Context } from "../context.ts";
import { checkKey, parseTagging, propertiesOf } from "../input.ts";
import { onObject } from "../names.ts";
import { type Received, receive } from "../receive.ts";

export function writeObjectOperations(context: S3Context) {
  return {
    /** Bytes are on disk and verified before the row makes them visible; a failure leaves what was there before. */
    PutObject: operation({
      permissions: ({ Bucket = "", Key = "", Tagging }: PutObjectRequest) => [
        onObject("PutObject", Bucket, Key),
        ...(Tagging ? [onObject("PutObjectTagging", Bucket, Key)] : []),
      ],
      async run(input, call) {
        const { Bucket: bucket = "", Key: key = "" } = input;
        context.buckets.require(bucket);
        checkKey(key);
        checkWriteConditions(input, key, context.objects.find(bucket, key));
        const properties = propertiesOf(input);
        const tags = parseTagging(input.Tagging);
        const file = context.files.newName();
        try {
          const received = await receive(context, { file, offset: 0 }, { ...input }, call);
          const { size, md5 } = received;
          const extents = [{ file, offset: 0, length: size }];
          const checksum = wholeChecksum(received);
          const object = { bucket, key, size, etag: md5, extents, properties, tags, ...(checksum && { checksum }) };
          commitObject(context, object, "ObjectCreated:Put", call, input);
          return { ETag: `"${md5}"`, ServerSideEncryption: "AES256", ...asMembers(checksum) };
        } catch (error) {
          context.files.remove([file]);
          throw error;
        }
      },
    }),
  };
}

export function wholeChecksum({ checksum }: Received): Checksum | undefined {
  return checksum && { algorithm: checksum.algorithm.name, value: checksum.value, type: "FULL_OBJECT" };
}
