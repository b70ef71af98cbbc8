import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { createId } from "@videoflow/core/id";
import { DEFAULT_WORKSPACE_ID } from "@videoflow/core/workspace/workspace.schema";
import type { Product } from "@videoflow/testing/product";

const run = promisify(execFile);

const PICTURES = [
  ["poster", "960x540"],
  ["thumbnail", "480x270"],
] as const;

/** Puts posters and thumbnails, each of another colour, where the pipeline would. Returns the assets that they are of, which are not made. */
export async function makePosters(product: Product, count: number): Promise<string[]> {
  const s3 = new S3Client({ ...product.clientConfig, forcePathStyle: true });
  const { name: Bucket = "" } = product.resource("Media");
  const assetIds: string[] = [];
  for (let at = 0; at < count; at++) {
    const assetId = createId("ast");
    for (const [name, size] of PICTURES) {
      const Key = `${DEFAULT_WORKSPACE_ID}/${assetId}/${name}.jpg`;
      const Body = await picture(at / count, size);
      await s3.send(new PutObjectCommand({ Bucket, Key, Body, ContentType: "image/jpeg" }));
    }
    assetIds.push(assetId);
  }
  return assetIds;
}

/** A JPEG with grain. `share`: of the way around all hues. */
async function picture(share: number, size: string): Promise<Buffer> {
  const source = `testsrc2=size=${size}:rate=1:duration=1,hue=h=${360 * share},noise=alls=8`;
  const output = ["-frames:v", "1", "-q:v", "4", "-f", "mjpeg", "-"];
  const { stdout } = await run("ffmpeg", ["-v", "error", "-f", "lavfi", "-i", source, ...output], {
    encoding: "buffer",
    maxBuffer: 8 * 1024 * 1024,
  });
  return stdout;
}
