import { createHash } from "node:crypto";
import { stat } from "node:fs/promises";
import type { Principal } from "../../service.ts";
import { commitObject } from "./commit.ts";
import type { S3Context } from "./context.ts";
import { checkKey } from "./input.ts";
import { requireObject } from "./lookup.ts";
import { onObject } from "./names.ts";
import { filesOf } from "./storage/extent.ts";
import type { StoredObject } from "./storage/objects.ts";
import { writeFile } from "./storage/write-stream.ts";

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

/** S3 for programs that read and write files, such as ffmpeg. */
export function createLocalFiles(context: S3Context) {
  const { cloud, files, objects } = context;
  /** Objects being joined into one file, by their sequencer: whoever asks meanwhile waits for the same file. */
  const joining = new Map<string, Promise<string>>();

  /** Brings an object's runs of bytes into one file, which then is the object's content. */
  async function join(object: StoredObject): Promise<string> {
    const file = files.newName();
    await writeFile(files.pathOf(file), 0, files.read(object.extents));
    const current = objects.find(object.bucket, object.key);
    if (current?.sequencer !== object.sequencer) {
      files.remove([file]);
      throw new Error(
        `Object ${object.key} of bucket ${object.bucket} was replaced while it was being read; try again`,
      );
    }
    objects.put({ ...current, extents: [{ file, offset: 0, length: object.size }] });
    context.discard(filesOf(object.extents));
    await cloud.database.flushed();
    return file;
  }

  function joinOnce(object: StoredObject): Promise<string> {
    const running = joining.get(object.sequencer);
    if (running) return running;
    const started = join(object).finally(() => joining.delete(object.sequencer));
    joining.set(object.sequencer, started);
    return started;
  }

  return {
    /**
     * The file of an object. Needs s3:GetObject. An object whose parts could not be written side by side is joined into
     * one file the first time, which takes as long as copying it.
     */
    async locate(principal: Principal, bucket: string, key: string): Promise<LocatedObject> {
      cloud.authorize(principal, [onObject("GetObject", bucket, key)]);
      const object = requireObject(context, bucket, key, principal);
      const { size, etag } = object;
      const file = (await plainFile(context, object)) ?? (await joinOnce(object));
      return { path: files.pathOf(file), size, etag };
    },

    /** Makes an object of a file without copying it. Needs s3:PutObject; notifies as a PutObject does. */
    async adopt(principal: Principal, adopted: AdoptedFile): Promise<void> {
      const { bucket, key, contentType, metadata } = adopted;
      cloud.authorize(principal, [onObject("PutObject", bucket, key)]);
      context.buckets.require(bucket);
      checkKey(key);
      const file = await files.takeOver(adopted.path);
      try {
        const { size } = await stat(files.pathOf(file));
        const extents = [{ file, offset: 0, length: size }];
        const md5 = createHash("md5");
        for await (const chunk of files.read(extents)) md5.update(chunk as Buffer);
        const properties = { ContentType: contentType, ...(metadata && { Metadata: metadata }) };
        const object = { bucket, key, size, etag: md5.digest("hex"), extents, properties, tags: {} };
        commitObject(context, object, "ObjectCreated:Put", { principal, requestId: context.nextSequencer() }, {});
      } catch (error) {
        files.remove([file]);
        throw error;
      }
      await cloud.database.flushed();
    },
  };
}

/** The one file that has the object's bytes and nothing else. A slot behind them may hold what was never completed. */
async function plainFile({ files }: S3Context, { extents, size }: StoredObject): Promise<string | undefined> {
  const [extent, ...others] = extents;
  if (!extent || others.length > 0 || extent.offset !== 0) return undefined;
  const { size: fileSize } = await stat(files.pathOf(extent.file));
  return fileSize === size ? extent.file : undefined;
}
