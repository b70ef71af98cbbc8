import * as z from "zod";
import { AssetId } from "../asset/asset.schema.ts";

/** What a client says of a file before it sends it. */
export const NewUpload = z
  .object({
    /** The file's own name. It is kept as it is, whatever letters it has; folders are not part of it. */
    name: z
      .string()
      .min(1)
      .max(255)
      .refine((name) => !/[/\p{Cc}]/u.test(name), "must be a file name, without folders or control characters"),
    bytes: z.int().nonnegative(),
    /** A header has room for these characters only. */
    contentType: z
      .string()
      .max(255)
      .regex(/^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/, "must be a media type such as video/mp4")
      .optional(),
  })
  .meta({ id: "NewUpload" });
export type NewUpload = z.infer<typeof NewUpload>;

/**
 * Where to send it: part N is bytes `(N - 1) * partBytes` up to `N * partBytes` of the file, by PUT to its `url`. Parts may
 * go in any order and at once. Also an empty file has one part.
 */
export const Upload = z
  .object({
    assetId: AssetId,
    uploadId: z.string(),
    partBytes: z.int().positive(),
    parts: z.array(z.object({ partNumber: z.int().positive(), url: z.url() })),
  })
  .meta({ id: "Upload" });
export type Upload = z.infer<typeof Upload>;

const SentPart = z.object({ partNumber: z.int().min(1).max(10_000), etag: z.string().min(1) });

/** An upload that goes on: `parts` are those that are still missing, `sent` those that are there. */
export const UnfinishedUpload = Upload.extend({ sent: z.array(SentPart) }).meta({ id: "UnfinishedUpload" });
export type UnfinishedUpload = z.infer<typeof UnfinishedUpload>;

/** The ETag header of every part's answer, which is how S3 knows that it has what was sent. */
export const UploadedParts = z
  .object({
    uploadId: z.string().min(1),
    parts: z.array(SentPart).min(1),
  })
  .meta({ id: "UploadedParts" });
export type UploadedParts = z.infer<typeof UploadedParts>;
