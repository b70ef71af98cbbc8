import type {
  CreateVectorBucketCommandInput,
  DeleteVectorBucketCommandInput,
  EncryptionConfiguration,
  GetVectorBucketCommandInput,
  ListVectorBucketsCommandInput,
} from "@aws-sdk/client-s3vectors";
import type { Place } from "../../cloud.ts";
import { operation } from "../../service.ts";
import type { BucketRecord, Catalog } from "./catalog.ts";
import { conflict, invalid } from "./errors.ts";
import { LIMITS } from "./limits.ts";
import { type BucketReference, bucketArn, bucketOf, checkBucketName } from "./names.ts";
import { afterOf, pageOf, pageSize } from "./page.ts";

/** Of encryption only the default is there; keys of KMS and tags would be silently without effect. */
export function checkUnsupported(input: {
  encryptionConfiguration?: EncryptionConfiguration | undefined;
  tags?: object | undefined;
}) {
  if (input.encryptionConfiguration?.sseType === "aws:kms") {
    throw invalid({ path: "encryptionConfiguration.sseType", message: "aws:kms is not offered here, only AES256" });
  }
  if (Object.keys(input.tags ?? {}).length > 0) throw invalid({ path: "tags", message: "are not offered here" });
}

/** The API of vector buckets. */
export function bucketOperations(catalog: Catalog, place: Place) {
  const may = (action: string, input: BucketReference) => [
    { action: `s3vectors:${action}`, resource: bucketArn(place, bucketOf(input)) },
  ];
  const summary = ({ name, createdAt }: BucketRecord) => ({
    vectorBucketName: name,
    vectorBucketArn: bucketArn(place, name),
    creationTime: new Date(createdAt),
  });

  return {
    CreateVectorBucket: operation({
      permissions: (input: CreateVectorBucketCommandInput) => may("CreateVectorBucket", input),
      run(input: CreateVectorBucketCommandInput) {
        const name = checkBucketName(input.vectorBucketName);
        checkUnsupported(input);
        catalog.createBucket(name);
        return { vectorBucketArn: bucketArn(place, name) };
      },
    }),
    GetVectorBucket: operation({
      permissions: (input: GetVectorBucketCommandInput) => may("GetVectorBucket", input),
      run: (input: GetVectorBucketCommandInput) => ({
        vectorBucket: {
          ...summary(catalog.bucket(bucketOf(input))),
          encryptionConfiguration: { sseType: "AES256" as const },
        },
      }),
    }),
    ListVectorBuckets: operation({
      permissions: () => [{ action: "s3vectors:ListVectorBuckets", resource: "*" }],
      run({ prefix = "", maxResults, nextToken }: ListVectorBucketsCommandInput) {
        const size = pageSize(maxResults, LIMITS.entriesPerPage, LIMITS.entriesPerPage);
        const found = catalog.buckets(prefix, afterOf(nextToken, "string") ?? "", size + 1);
        const page = pageOf(found, size);
        return { vectorBuckets: page.entries.map(summary), nextToken: page.nextToken };
      },
    }),
    DeleteVectorBucket: operation({
      permissions: (input: DeleteVectorBucketCommandInput) => may("DeleteVectorBucket", input),
      run(input: DeleteVectorBucketCommandInput) {
        const { name } = catalog.bucket(bucketOf(input));
        if (catalog.indexes(name, "", "", 1).length > 0) {
          throw conflict(`The vector bucket ${name} is not empty: delete its indexes first.`);
        }
        catalog.removeBucket(name);
        return {};
      },
    }),
  };
}
