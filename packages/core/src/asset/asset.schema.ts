import * as z from "zod";
import { DerivativeInfo } from "../derivative/derivative.schema.ts";
import { idSchema } from "../id.ts";
import { Reason } from "../reason.ts";
import { Understanding } from "../understanding/understanding.schema.ts";
import { WorkspaceId } from "../workspace/workspace.schema.ts";
import { Format } from "./format.ts";
import { Technical } from "./technical.schema.ts";

export const AssetId = idSchema("ast");

/**
 * `uploading`   the row is there, its bytes are on their way
 * `received`    the original is complete in the input bucket and waits for its run
 * `processing`  a run works on it
 * `ready`       every derivative is made and verified
 * `rejected`    not footage that can be used; the original is kept in quarantine
 * `failed`      the pipeline could not do its work; the original is as it was
 */
export const AssetStatus = z.enum(["uploading", "received", "processing", "ready", "rejected", "failed"]);
export type AssetStatus = z.infer<typeof AssetStatus>;

/** Where the work on an asset stands; `percent` is of the whole way to `ready`, and then of that to `searchable`. */
export const Progress = z.object({ step: z.string(), percent: z.number().min(0).max(100) }).meta({ id: "Progress" });
export type Progress = z.infer<typeof Progress>;

/** How long the steps of the run took that brought an asset to where it is, in milliseconds, by their names. */
export const RunTimings = z.object({ runId: idSchema("run"), stepsMs: z.record(z.string(), z.int().nonnegative()) });
export type RunTimings = z.infer<typeof RunTimings>;

/** SHA-256 in lower-case hex. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** What people call an asset by: short names, each once, in their order. */
const Names = z
  .array(z.string().trim().min(1).max(64))
  .max(50)
  .transform((names) => [...new Set(names)].sort());
/** What people sort assets by. */
export const Marks = z.object({ tags: Names.optional(), collections: Names.optional() }).meta({ id: "Marks" });

/**
 * An asset as it is kept. `key` is its original's place in the input bucket, `etag` what S3 said of those bytes, `sequencer`
 * which of the writes to that key brought them. `hasThumbnail` is missing where the work was done before there were any.
 * `deletedAt` is there while it is in the trash, `restoredAt` is when it was last taken out, and `purgingAt` since when it goes
 * for good.
 */
export const Asset = z.object({
  workspaceId: WorkspaceId,
  assetId: AssetId,
  name: z.string().min(1),
  status: AssetStatus,
  key: z.string(),
  bytes: z.int().nonnegative(),
  contentType: z.string().optional(),
  etag: z.string().optional(),
  sequencer: z.string().optional(),
  uploadId: z.string().optional(),
  runId: idSchema("run").optional(),
  fingerprint: Sha256.optional(),
  linkedTo: AssetId.optional(),
  technical: Technical.optional(),
  hasThumbnail: z.boolean().optional(),
  progress: Progress.optional(),
  reason: Reason.optional(),
  understanding: Understanding.optional(),
  readyTimings: RunTimings.optional(),
  understoodTimings: RunTimings.optional(),
  tags: z.array(z.string()).optional(),
  collections: z.array(z.string()).optional(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  readyAt: z.iso.datetime().optional(),
  deletedAt: z.iso.datetime().optional(),
  restoredAt: z.iso.datetime().optional(),
  purgingAt: z.iso.datetime().optional(),
});
export type Asset = z.infer<typeof Asset>;

/** What is read of an asset for a list. */
export const ListedAsset = Asset.pick({
  assetId: true,
  name: true,
  status: true,
  bytes: true,
  contentType: true,
  runId: true,
  linkedTo: true,
  progress: true,
  reason: true,
  understanding: true,
  tags: true,
  collections: true,
  hasThumbnail: true,
  createdAt: true,
  updatedAt: true,
  readyAt: true,
  deletedAt: true,
}).extend({ format: Format.optional() });
export type ListedAsset = z.infer<typeof ListedAsset>;

/**
 * An asset as a list shows it. URLs are signed and live for an hour. `width` and `height` are of the picture as it is to be
 * seen: square pixels, right way up. The thumbnail is the poster as a card needs it; what was made ready before there were any
 * has the poster alone, and only that has it in a list.
 */
export const AssetSummary = ListedAsset.omit({ format: true, hasThumbnail: true })
  .extend({
    ...Format.partial().shape,
    posterUrl: z.url().optional(),
    thumbnailUrl: z.url().optional(),
  })
  .meta({ id: "AssetSummary" });
export type AssetSummary = z.infer<typeof AssetSummary>;

/**
 * An asset with everything that was found out and made. `downloadUrl` saves the original under the asset's name, where
 * `originalUrl` shows it. `timingsMs` has the time of every finished step, by its name.
 */
export const AssetInfo = AssetSummary.extend({
  fingerprint: Sha256.optional(),
  technical: Technical.meta({ id: "Technical" }).optional(),
  originalUrl: z.url().optional(),
  downloadUrl: z.url().optional(),
  derivatives: z.array(DerivativeInfo),
  timingsMs: z.record(z.string(), z.int().nonnegative()),
}).meta({ id: "Asset" });
export type AssetInfo = z.infer<typeof AssetInfo>;

export const AssetPage = z
  .object({ items: z.array(AssetSummary), cursor: z.string().nullable() })
  .meta({ id: "AssetPage" });
export type AssetPage = z.infer<typeof AssetPage>;
