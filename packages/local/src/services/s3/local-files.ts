import { createHash } from "node:crypto";
import { stat } from "node:fs/promises";
import type { Principal } from "../../service.ts";
import { commitObject } from "./commit.ts";
import type { S3Context } from "./context.ts";
import { checkKey } from "./input.ts";
import { requireObject } from "./lookup.ts";
import { onObject } from "./names.ts";
import { merge } from "./storage/extent.ts";
import type { StoredObject } from "./storage/objects.ts";

export interface LocatedObject {
  /** A plain file with exactly the object's bytes. Never write to it; it goes when the object is replaced or deleted. */
  readonly path: string;
  readonly size: number;
  /** Without quotes. */
  readonly etag: string;
}

export interface AdoptedFile {
  readonly bucket: string;
  readonly key: string;
  /** A finished file. It is moved into the store; afterwards it is no longer at this path. */
  readonly path: string;
  readonly contentType: string;
  readonly metadata?: Readonly<Record<string, string>>;
}

/**
 * The file of an object, for programs that read files (ffmpeg). Needs s3:GetObject. An object whose parts could not be
 * written side by side is joined into one file the first time, which takes as long as copying it.
 */
export async function locate(
  context: S3Context,
  principal: Principal,
  bucket: string,
  key: string,
): Promise<LocatedObject> {
  context.cloud.authorize(principal, [onObject("GetObject", bucket, key)]);
  const object = requireObject(context, bucket, key, principal);
  const { size, etag } = object;
  const file = (await plainFile(context, object)) ?? (await join(context, object));
  return { path: context.files.pathOf(file), size, etag };
}

/** Makes an object of a file without copying it. Needs s3:PutObject; notifies as a PutObject does. */
export async function adopt(context: S3Context, principal: Principal, adopted: AdoptedFile): Promise<void> {
  const { bucket, key, contentType, metadata } = adopted;
  context.cloud.authorize(principal, [onObject("PutObject", bucket, key)]);
  context.buckets.require(bucket);
  checkKey(key);
  const file = await context.files.takeOver(adopted.path);
  try {
    const { size } = await stat(context.files.pathOf(file));
    const extents = [{ file, offset: 0, length: size }];
    const md5 = createHash("md5");
    for await (const chunk of context.files.read(extents)) md5.update(chunk as Buffer);
    const properties = { ContentType: contentType, ...(metadata && { Metadata: metadata }) };
    const object = { bucket, key, size, etag: md5.digest("hex"), extents, properties, tags: {} };
    commitObject(context, object, "ObjectCreated:Put", { principal, requestId: context.nextSequencer() }, {});
  } catch (error) {
    context.files.remove([file]);
    throw error;
  }
  await context.cloud.database.flushed();
}

/** The one file that has the object's bytes and nothing else. A slot behind them may hold what was never completed. */
async function plainFile(context: S3Context, { extents, size }: StoredObject): Promise<string | undefined> {
  const [extent, ...others] = extents;
  if (!extent || others.length > 0 || extent.offset !== 0) return undefined;
  const { size: fileSize } = await stat(context.files.pathOf(extent.file));
  return fileSize === size ? extent.file : undefined;
}

async function join(context: S3Context, object: StoredObject): Promise<string> {
  const file = context.files.newName();
  await context.files.write(file, 0, context.files.read(object.extents), () => {});
  const current = context.objects.find(object.bucket, object.key);
  if (current?.sequencer !== object.sequencer) {
    context.files.remove([file]);
    throw new Error(`Object ${object.key} of bucket ${object.bucket} was replaced while it was being read; try again`);
  }
  context.objects.put({ ...current, extents: [{ file, offset: 0, length: object.size }] });
  context.discard([...new Set(merge(object.extents).map((extent) => extent.file))]);
  await context.cloud.database.flushed();
  return file;
}
