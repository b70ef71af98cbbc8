import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { createId } from "@videoflow/core/id";
import { DEFAULT_WORKSPACE_ID } from "@videoflow/core/workspace/workspace.schema";
import type { Product } from "@videoflow/testing/product";

const run = promisify(execFile);

/** Puts posters, each of another colour, where the pipeline would. Returns the assets that they are of, which are not made. */
export async function makePosters(product: Product, count: number): Promise<string[]> {
  const s3 = new S3Client({ ...product.clientConfig, forcePathStyle: true });
  const { name: Bucket = "" } = product.resource("Media");
  const assetIds: string[] = [];
  for (let at = 0; at < count; at++) {
    const assetId = createId("ast");
    const Key = `${DEFAULT_WORKSPACE_ID}/${assetId}/poster.jpg`;
    await s3.send(new PutObjectCommand({ Bucket, Key, Body: await picture(at / count), ContentType: "image/jpeg" }));
    assetIds.push(assetId);
  }
  return assetIds;
}

/** A JPEG of 960 by 540 with grain. `share`: of the way around all hues. */
async function picture(share: number): Promise<Buffer> {
  const source = `testsrc2=size=960x540:rate=1:duration=1,hue=h=${360 * share},noise=alls=8`;
  const output = ["-frames:v", "1", "-q:v", "4", "-f", "mjpeg", "-"];
  const { stdout } = await run("ffmpeg", ["-v", "error", "-f", "lavfi", "-i", source, ...output], {
    encoding: "buffer",
    maxBuffer: 8 * 1024 * 1024,
  });
  return stdout;
}
