import { arn, type Place } from "../../cloud.ts";
import { invalid } from "./errors.ts";

/** What a request names a bucket by; one of both. */
export interface BucketReference {
  readonly vectorBucketName?: string | undefined;
  readonly vectorBucketArn?: string | undefined;
}

/** What a request names an index by: both names, or the ARN. */
export interface IndexReference {
  readonly vectorBucketName?: string | undefined;
  readonly indexName?: string | undefined;
  readonly indexArn?: string | undefined;
}

export interface IndexName {
  readonly bucket: string;
  readonly index: string;
}

export const bucketArn = (place: Place, bucket: string): string => arn(place, "s3vectors", `bucket/${bucket}`);

export const indexArn = (place: Place, { bucket, index }: IndexName): string =>
  `${bucketArn(place, bucket)}/index/${index}`;

/** The bucket that is meant. Throws ValidationException. */
export function bucketOf({ vectorBucketName, vectorBucketArn }: BucketReference): string {
  if ((vectorBucketName === undefined) === (vectorBucketArn === undefined)) {
    throw invalid({ path: "vectorBucketName", message: "give either vectorBucketName or vectorBucketArn" });
  }
  if (vectorBucketName !== undefined) return text(vectorBucketName, "vectorBucketName");
  const name = /^arn:aws:s3vectors:[^:]*:\d{12}:bucket\/([^/]+)$/.exec(vectorBucketArn ?? "")?.[1];
  if (!name) throw invalid({ path: "vectorBucketArn", message: `${vectorBucketArn} is no ARN of a vector bucket` });
  return name;
}

/** The index that is meant. Throws ValidationException. */
export function indexOf({ vectorBucketName, indexName, indexArn }: IndexReference): IndexName {
  if (indexArn !== undefined && (vectorBucketName !== undefined || indexName !== undefined)) {
    throw invalid({ path: "indexArn", message: "give either indexArn, or vectorBucketName and indexName" });
  }
  if (indexArn !== undefined) {
    const [, bucket, index] = /^arn:aws:s3vectors:[^:]*:\d{12}:bucket\/([^/]+)\/index\/([^/]+)$/.exec(indexArn) ?? [];
    if (!bucket || !index) throw invalid({ path: "indexArn", message: `${indexArn} is no ARN of a vector index` });
    return { bucket, index };
  }
  if (vectorBucketName === undefined) throw invalid({ path: "vectorBucketName", message: "must be given" });
  if (indexName === undefined) throw invalid({ path: "indexName", message: "must be given" });
  return { bucket: text(vectorBucketName, "vectorBucketName"), index: text(indexName, "indexName") };
}

function text(value: unknown, path: string): string {
  if (typeof value === "string" && value !== "") return value;
  throw invalid({ path, message: "must be a text that is not empty" });
}

/** Names of buckets: 3 to 63 lower-case letters, digits and hyphens, with a letter or digit at both ends. */
export function checkBucketName(name: string | undefined): string {
  if (name !== undefined && /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/.test(name)) return name;
  const message = "must be 3 to 63 lower-case letters, digits and hyphens, and begin and end with a letter or digit";
  throw invalid({ path: "vectorBucketName", message });
}

/** Names of indexes: as those of buckets, and dots. */
export function checkIndexName(name: string | undefined): string {
  if (name !== undefined && /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name)) return name;
  const message =
    "must be 3 to 63 lower-case letters, digits, dots and hyphens, and begin and end with a letter or digit";
  throw invalid({ path: "indexName", message });
}
