import { PutObjectCommand } from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { Resource } from "sst";
import { type Asset, AssetId } from "../asset/asset.schema.ts";
import * as Assets from "../asset/asset.ts";
import { listObjects, type ObjectPlace } from "../bucket.ts";
import { fn } from "../fn.ts";
import { signer } from "../presign.ts";
import { isSameLanguage, languageOf } from "../transcript/language.ts";
import {
  footageOf,
  isForcedName,
  isSidecarName,
  languageTagOf,
  NewSidecar,
  SIDECAR_BYTES,
  type SidecarUpload,
  stemOf,
} from "./sidecar.schema.ts";

/** How long the URL lives; the signer's own credentials may end sooner. */
const URL_SECONDS = 3600;

/** A file with the words of an asset. */
export interface Sidecar extends ObjectPlace {
  readonly name: string;
  readonly etag: string;
  /** BCP 47; `und` where its name does not tell. */
  readonly language: string;
}

/** Where the sidecars of an asset are that came through the API. */
export const folderOf = ({ workspaceId, assetId }: Pick<Asset, "workspaceId" | "assetId">): string =>
  `uploads/${workspaceId}/${assetId}/sidecars/`;

/**
 * A URL to which a sidecar of an asset goes. Sent before the upload of the footage is completed, it is there when that is
 * heard. Throws `conflict` for an asset that is in the trash.
 */
export const begin = fn(
  NewSidecar.extend({ assetId: AssetId }),
  async ({ assetId, name, bytes }): Promise<SidecarUpload> => {
    const asset = await Assets.get(assetId);
    Assets.expectKept(asset);
    const Key = folderOf(asset) + name;
    // The length is signed too: S3 refuses any other.
    const put = new PutObjectCommand({ Bucket: Resource.Input.name, Key, ContentLength: bytes });
    return { url: await getSignedUrl(signer, put, { expiresIn: URL_SECONDS }) };
  },
);

/**
 * The sidecars of an asset, the best first: those that were given to it before those that merely lie beside it, its own
 * language before others. What is too large, and what holds only forced subtitles, is told in `notes` and left out.
 */
export async function sidecarsOf(asset: Asset, spoken: string): Promise<{ sidecars: Sidecar[]; notes: string[] }> {
  const bucket = Resource.Input.name;
  const folder = asset.key.slice(0, asset.key.lastIndexOf("/") + 1);
  const own = asset.key.slice(folder.length);
  const [given, beside] = await Promise.all([
    listObjects(bucket, folderOf(asset)),
    listObjects(bucket, `${folder}${stemOf(own)}.`),
  ]);
  const isBeside = ({ key }: { key: string }) => footageOf(key.slice(folder.length), [own]) !== undefined;
  const notes: string[] = [];
  const sidecars: Sidecar[] = [];
  for (const { key, bytes, etag } of [...given, ...beside.filter(isBeside)]) {
    const name = key.slice(key.lastIndexOf("/") + 1);
    if (!isSidecarName(name) || isForcedName(name)) continue;
    if (bytes > SIDECAR_BYTES) notes.push(`${name} was not used: it has ${bytes} bytes, the limit is ${SIDECAR_BYTES}`);
    else sidecars.push({ bucket, key, name, etag, language: languageOf(languageTagOf(name)) });
  }
  return { sidecars: sidecars.toSorted((a, b) => rank(a, spoken) - rank(b, spoken)), notes };
}

/** In the language that is spoken, then of no stated language, then translations. Sorting keeps the order of equal ones. */
function rank({ language }: Sidecar, spoken: string): number {
  if (isSameLanguage(language, spoken)) return 0;
  return language === "und" ? 1 : 2;
}
