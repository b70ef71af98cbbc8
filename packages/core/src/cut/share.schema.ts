import * as z from "zod";
import { idSchema } from "../id.ts";
import { Ms } from "../span.ts";
import { WorkspaceId } from "../workspace/workspace.schema.ts";
import { CutId } from "./cut-id.ts";
import { FormatName } from "./order.schema.ts";

export const ShareId = idSchema("shr");

/** A link by which somebody without an account sees a cut until it expires; of its secret only the hash is kept. */
export const Share = z.object({
  workspaceId: WorkspaceId,
  cutId: CutId,
  shareId: ShareId,
  /** SHA-256, hexadecimal. */
  hash: z.string(),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  expiresOn: z.iso.datetime(),
});
export type Share = z.infer<typeof Share>;

export const ShareInfo = Share.omit({ hash: true, workspaceId: true }).meta({ id: "Share" });
export type ShareInfo = z.infer<typeof ShareInfo>;

export const NewShare = z
  .object({
    hours: z
      .int()
      .min(1)
      .max(24 * 90)
      .default(72),
  })
  .meta({ id: "NewShare" });

/** Says which link, and proves it. */
export const Token = z.string().min(1).max(300);

/** A link that was just made. `token` is shown this once: the page `/share/<token>` takes it. */
export const MadeShare = z.object({ share: ShareInfo, token: z.string() }).meta({ id: "MadeShare" });
export type MadeShare = z.infer<typeof MadeShare>;

/** What whoever holds the link sees. `path` of a stream is of this API, and of its playlist for players that adapt to the line (HLS). */
export const SharedCut = z
  .object({
    title: z.string(),
    durationMs: Ms,
    expiresOn: z.iso.datetime(),
    posterUrl: z.url().nullable(),
    videos: z.array(z.object({ variant: FormatName, url: z.url(), downloadUrl: z.url() })),
    streams: z.array(z.object({ variant: FormatName, path: z.string() })),
  })
  .meta({ id: "SharedCut" });
export type SharedCut = z.infer<typeof SharedCut>;
