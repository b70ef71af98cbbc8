import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  paginateListParts,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { Resource } from "sst";
import { useActor } from "../actor.ts";
import { AssetId } from "../asset/asset.schema.ts";
import * as Assets from "../asset/asset.ts";
import { originalOf } from "../asset/place.ts";
import { exists, s3 } from "../bucket.ts";
import { AppError } from "../error.ts";
import { fn } from "../fn.ts";
import { createId } from "../id.ts";
import { signer } from "../presign.ts";
import { planParts } from "./parts.ts";
import { NewUpload, type UnfinishedUpload, type Upload, UploadedParts } from "./upload.schema.ts";

/** How long part URLs live; the signer's own credentials may end sooner. `resume` gives new ones. */
const URL_SECONDS = 3600;

/** S3's words for parts that do not make a file. */
const REFUSALS = new Set(["InvalidPart", "InvalidPartOrder", "EntityTooSmall"]);

/** Begins an upload: the asset is there from now on, its bytes go straight to the input bucket. */
export const begin = fn(NewUpload, async ({ name, bytes, contentType }): Promise<Upload> => {
  const { workspaceId } = useActor();
  const { maxBytes } = Resource.Limits;
  if (bytes > maxBytes) throw new AppError("invalid", `${name} has ${bytes} bytes; the limit is ${maxBytes}`);
  const assetId = createId("ast");
  const place = { Bucket: Resource.Input.name, Key: `uploads/${workspaceId}/${assetId}/${name}` };
  const { UploadId: uploadId } = await s3.send(
    new CreateMultipartUploadCommand({ ...place, ...(contentType && { ContentType: contentType }) }),
  );
  if (!uploadId) throw new AppError("unavailable", `S3 gave no upload id for ${name}`);
  await Assets.create({
    ...{ assetId, name, bytes, uploadId, key: place.Key, status: "uploading" },
    ...(contentType && { contentType }),
  });
  const { partBytes, count } = planParts(bytes);
  return { assetId, uploadId, partBytes, parts: await addresses(place, uploadId, numbersTo(count)) };
});

/**
 * Says what is still to be sent of an upload that was interrupted: by a pause, a page that was left, addresses that no longer hold.
 * Throws `conflict` when it is complete, was given up or has expired.
 */
export const resume = fn(AssetId, async (assetId): Promise<UnfinishedUpload> => {
  const { status, bytes, key, uploadId } = await Assets.get(assetId);
  if (status !== "uploading" || !uploadId)
    throw new AppError("conflict", `Asset ${assetId} is ${status}: its upload is complete`);
  const place = { Bucket: Resource.Input.name, Key: key };
  const sent = await partsThere(place, uploadId);
  const { partBytes, count } = planParts(bytes);
  const there = new Set(sent.map(({ partNumber }) => partNumber));
  const missing = numbersTo(count).filter((partNumber) => !there.has(partNumber));
  return { assetId, uploadId, partBytes, parts: await addresses(place, uploadId, missing), sent };
});

type Place = { readonly Bucket: string; readonly Key: string };

const numbersTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

const addresses = (place: Place, uploadId: string, partNumbers: readonly number[]) =>
  Promise.all(
    partNumbers.map(async (partNumber) => {
      const part = new UploadPartCommand({ ...place, UploadId: uploadId, PartNumber: partNumber });
      return { partNumber, url: await getSignedUrl(signer, part, { expiresIn: URL_SECONDS }) };
    }),
  );

async function partsThere(place: Place, uploadId: string): Promise<UnfinishedUpload["sent"]> {
  const sent: UnfinishedUpload["sent"] = [];
  try {
    for await (const { Parts = [] } of paginateListParts({ client: s3 }, { ...place, UploadId: uploadId }))
      for (const { PartNumber: partNumber = 0, ETag: etag = "" } of Parts) sent.push({ partNumber, etag });
    return sent;
  } catch (error) {
    if ((error as Error).name !== "NoSuchUpload") throw error;
    const message = `Upload ${uploadId} is complete, was given up or has expired`;
    throw new AppError("conflict", message, { cause: error });
  }
}

/** Ends an upload: S3 puts the parts together, and its event starts the run. Asked twice, it does it once. */
export const complete = fn(UploadedParts.extend({ assetId: AssetId }), async ({ assetId, uploadId, parts }) => {
  const asset = await Assets.get(assetId);
  // It is long complete: once the asset has come to its end, nobody needs to know by which upload it came.
  if (Assets.hasEnded(asset.status)) return { assetId };
  if (asset.uploadId !== uploadId) throw new AppError("conflict", `Asset ${assetId} has no upload ${uploadId}`);
  const ordered = parts.toSorted((a, b) => a.partNumber - b.partNumber);
  try {
    await s3.send(
      new CompleteMultipartUploadCommand({
        ...{ Bucket: Resource.Input.name, Key: asset.key, UploadId: uploadId },
        MultipartUpload: { Parts: ordered.map(({ partNumber, etag }) => ({ PartNumber: partNumber, ETag: etag })) },
      }),
    );
  } catch (error) {
    const { name, message } = error as Error;
    if (REFUSALS.has(name)) throw new AppError("invalid", `${name}: ${message}`, { cause: error });
    if (name !== "NoSuchUpload") throw error;
    // S3 forgets an upload once it is complete: then the object is there.
    if (!(await exists(originalOf(asset)))) {
      throw new AppError("conflict", `Upload ${uploadId} was given up or has expired; begin a new one`, {
        cause: error,
      });
    }
  }
  return { assetId };
});

/** Gives an upload up: the parts that came are thrown away, and so is the asset. */
export const abort = fn(AssetId, async (assetId) => {
  const asset = await Assets.get(assetId);
  await Assets.forget(assetId);
  try {
    await s3.send(
      new AbortMultipartUploadCommand({ Bucket: Resource.Input.name, Key: asset.key, UploadId: asset.uploadId }),
    );
  } catch (error) {
    if ((error as Error).name !== "NoSuchUpload") throw error;
  }
});
