import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import {
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  type GetObjectCommandOutput,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  paginateListObjectsV2,
  S3Client,
  type S3ServiceException,
} from "@aws-sdk/client-s3";
import { attachment } from "./attachment.ts";
import { countS3 } from "./cost/count-requests.ts";
import { AppError } from "./error.ts";
import { presign } from "./presign.ts";
import { unlogged } from "./unlogged.ts";

export const s3 = countS3(unlogged(new S3Client({})));

export interface ObjectPlace {
  readonly bucket: string;
  readonly key: string;
}

/** What was read or written, counted and hashed on its way. `sha256` is lower-case hex. */
export interface Fixity {
  readonly bytes: number;
  readonly sha256: string;
}

export const uriOf = ({ bucket, key }: ObjectPlace): string => `s3://${bucket}/${key}`;

/** Throws `invalid` for anything but `s3://bucket/key`. */
export function placeOf(uri: string): ObjectPlace {
  const [, bucket, key] = /^s3:\/\/([^/]+)\/(.+)$/.exec(uri) ?? [];
  if (!bucket || !key) throw new AppError("invalid", `${uri} is not an s3:// address`);
  return { bucket, key };
}

const SAME_URL_MS = 15 * 60_000;
const SIGNED_FOR_S = 3600 + SAME_URL_MS / 1000;

/** URLs of this quarter of an hour that were signed already: a page of a library shows a hundred, and is asked for again and again. */
const signed = { since: 0, urls: new Map<string, Promise<string>>() };
const MOST_SIGNED = 10_000;

/**
 * A URL that reads an object for an hour or a little more, unless the signer's own credentials end sooner. It stays the
 * same for a quarter of an hour: who asks again has what is behind it in the browser's cache. With `saveAs`, a browser saves
 * what is behind it under this name instead of showing it.
 */
export function signedUrl(place: ObjectPlace, saveAs?: string): Promise<string> {
  const since = Math.floor(Date.now() / SAME_URL_MS) * SAME_URL_MS;
  if (signed.since !== since || signed.urls.size >= MOST_SIGNED) Object.assign(signed, { since, urls: new Map() });
  const id = JSON.stringify([place.bucket, place.key, saveAs]);
  const known = signed.urls.get(id);
  if (known) return known;
  const disposition = saveAs === undefined ? undefined : attachment(saveAs);
  const url = presign({ ...place, disposition, signingDate: new Date(since), expiresInS: SIGNED_FOR_S });
  signed.urls.set(id, url);
  url.catch(() => signed.urls.delete(id));
  return url;
}

/**
 * What S3 calls the bytes of an object, without quotes; undefined when there is none. S3 says 403 instead of 404 to those
 * who may not list the bucket.
 */
export async function etagOf({ bucket, key }: ObjectPlace): Promise<string | undefined> {
  try {
    const { ETag = "" } = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
    return bareEtag(ETag);
  } catch (error) {
    const status = (error as S3ServiceException).$metadata?.httpStatusCode;
    if (status === 403 || status === 404) return undefined;
    throw error;
  }
}

export const exists = async (place: ObjectPlace): Promise<boolean> => (await etagOf(place)) !== undefined;

/** S3's answers put an etag into quotes, its events do not. */
export const bareEtag = (etag: string): string => etag.replaceAll('"', "");

/** Opens an object. With `etag`, throws `original_gone` when other bytes have taken its place. */
async function open(place: ObjectPlace, etag?: string): Promise<Readable> {
  const answer = await s3
    .send(new GetObjectCommand({ Bucket: place.bucket, Key: place.key, ...(etag && { IfMatch: etag }) }))
    .catch((error: unknown): GetObjectCommandOutput => {
      const { name } = error as Error;
      if (name !== "NoSuchKey" && name !== "PreconditionFailed") throw error;
      throw new AppError("original_gone", `${uriOf(place)} is gone or was replaced; put the file in again`, {
        cause: error,
      });
    });
  if (!(answer.Body instanceof Readable)) throw new AppError("internal", `${uriOf(place)} came without a body`);
  return answer.Body;
}

/** Reads an object once, from end to end, without keeping it. */
export async function fixityOf(place: ObjectPlace, etag?: string): Promise<Fixity> {
  const count = counter();
  await pipeline(await open(place, etag), count.through, async (chunks) => {
    for await (const _ of chunks);
  });
  return count.result();
}

/** Writes an object into a file. */
export async function download(place: ObjectPlace, file: string, etag?: string): Promise<Fixity> {
  const count = counter();
  await pipeline(await open(place, etag), count.through, createWriteStream(file));
  return count.result();
}

/** Reads a small object whole. */
export async function readBytes(place: ObjectPlace): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of await open(place)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

export const readText = async (place: ObjectPlace): Promise<string> => (await readBytes(place)).toString("utf8");

/** Writes a file into an object, at most 5 GB. */
export async function uploadFile(file: string, place: ObjectPlace, contentType: string): Promise<Fixity> {
  const { size } = await stat(file);
  const count = counter();
  const body = Readable.from(count.through(createReadStream(file)), { objectMode: false });
  await s3.send(
    new PutObjectCommand({
      Bucket: place.bucket,
      Key: place.key,
      Body: body,
      ContentLength: size,
      ContentType: contentType,
    }),
  );
  return count.result();
}

/** As many as one call takes. */
const DELETED_AT_ONCE = 1000;

/** Deletes objects; those that are not there are no error. Throws `unavailable` when S3 kept some. */
export async function deleteObjects(bucket: string, keys: readonly string[]): Promise<void> {
  for (let start = 0; start < keys.length; start += DELETED_AT_ONCE) {
    const Objects = keys.slice(start, start + DELETED_AT_ONCE).map((Key) => ({ Key }));
    const { Errors = [] } = await s3.send(
      new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects, Quiet: true } }),
    );
    const [kept] = Errors;
    if (kept) throw new AppError("unavailable", `S3 kept ${Errors.length} objects, first ${kept.Key}: ${kept.Message}`);
  }
}

/** Deletes an object unless other bytes than those of `etag` have taken its place. */
export async function deleteUnlessReplaced({ bucket, key }: ObjectPlace, etag: string): Promise<void> {
  try {
    await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: key, IfMatch: `"${bareEtag(etag)}"` }));
  } catch (error) {
    if (!wasRefused(error)) throw error;
  }
}

/** What an object is to take the place of: what had this ETag, or nothing. */
export type Replacing = { readonly etag: string | undefined };

/**
 * Writes a small object whole. With `replacing`, throws S3's refusal when something else has been put there meanwhile:
 * `wasRefused` tells it.
 */
export async function uploadWhole(
  content: string | Uint8Array,
  place: ObjectPlace,
  contentType: string,
  replacing?: Replacing,
): Promise<Fixity> {
  const body = Buffer.from(content);
  await s3.send(
    new PutObjectCommand({
      ...{ Bucket: place.bucket, Key: place.key, Body: body, ContentType: contentType },
      ...(replacing && (replacing.etag ? { IfMatch: `"${replacing.etag}"` } : { IfNoneMatch: "*" })),
    }),
  );
  return { bytes: body.length, sha256: createHash("sha256").update(body).digest("hex") };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html */
const REFUSALS = new Set(["PreconditionFailed", "ConditionalRequestConflict", "NoSuchKey"]);

/** Whether a write was refused because something else is there than it was to replace. */
export const wasRefused = (error: unknown): boolean => REFUSALS.has((error as Error).name);

/** Whether a list of the bucket has an object. Throws when the bucket may not be listed: `no` is an answer to act on. */
export async function isListed({ bucket, key }: ObjectPlace): Promise<boolean> {
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: key, MaxKeys: 1 }));
  return Contents[0]?.Key === key;
}

/** Folders under a prefix, one level deep, each with its `/`, in the order of their names; those after a key. */
export async function* listFolders(bucket: string, prefix: string, after?: string): AsyncGenerator<string> {
  const query = { Bucket: bucket, Prefix: prefix, Delimiter: "/", ...(after && { StartAfter: after }) };
  for await (const page of paginateListObjectsV2({ client: s3 }, query)) {
    for (const { Prefix } of page.CommonPrefixes ?? []) if (Prefix) yield Prefix;
  }
}

/** An object as a list shows it; `etag` without quotes. */
export interface ListedObject {
  readonly key: string;
  readonly bytes: number;
  readonly etag: string;
  readonly modifiedAt: Date;
}

/** What is under a prefix, in the order of the keys, a page at a time. Throws when the bucket may not be listed. */
export async function* eachObject(bucket: string, prefix: string): AsyncGenerator<ListedObject> {
  for await (const page of paginateListObjectsV2({ client: s3 }, { Bucket: bucket, Prefix: prefix })) {
    for (const { Key: key, Size: bytes = 0, ETag = "", LastModified: modifiedAt = new Date(0) } of page.Contents ?? [])
      if (key) yield { key, bytes, etag: bareEtag(ETag), modifiedAt };
  }
}

/** What is under a prefix, in the order of the keys. */
export async function listObjects(bucket: string, prefix: string): Promise<ListedObject[]> {
  const objects: ListedObject[] = [];
  for await (const object of eachObject(bucket, prefix)) objects.push(object);
  return objects;
}

/** Keys under a prefix, in the order of their names. */
export const listKeys = async (bucket: string, prefix: string): Promise<string[]> =>
  (await listObjects(bucket, prefix)).map(({ key }) => key);

function counter() {
  const hash = createHash("sha256");
  let bytes = 0;
  return {
    async *through(chunks: AsyncIterable<Uint8Array>) {
      for await (const chunk of chunks) {
        hash.update(chunk);
        bytes += chunk.length;
        yield chunk;
      }
    },
    result: (): Fixity => ({ bytes, sha256: hash.digest("hex") }),
  };
}
