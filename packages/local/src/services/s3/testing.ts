import { S3Client, type S3ClientConfig } from "@aws-sdk/client-s3";
import type { Resource } from "../../graph/resources.ts";
import type { TestCloud } from "../../testing.ts";

/** An S3 client of a test's cloud. */
export function s3Client(cloud: TestCloud, config: Partial<S3ClientConfig> = {}): S3Client {
  return new S3Client({ ...cloud.clientConfig, forcePathStyle: true, ...config });
}

export function bucketResource(bucket: string, inputs: Record<string, unknown> = {}): Resource {
  return { type: "aws:s3/bucket:Bucket", name: `${bucket}Bucket`, inputs: { bucket, ...inputs } };
}

/** The whole of a body that the SDK gives as a stream. */
export async function textOf(body: { transformToString(): Promise<string> } | undefined): Promise<string> {
  return (await body?.transformToString()) ?? "";
}
