import { basename } from "node:path";
import * as z from "zod";
import { provideActor, useActor } from "../actor.ts";
import { AppError } from "../error.ts";
import { fn, parse } from "../fn.ts";
import { createId } from "../id.ts";
import { hashOf, isSecret, makeSecret } from "../secret.ts";
import { WorkspaceId } from "../workspace/workspace.schema.ts";
import { info } from "./cut.ts";
import { CutId } from "./cut-id.ts";
import { FormatName } from "./order.schema.ts";
import { row } from "./row.ts";
import { ShareEntity } from "./share.entity.ts";
import { type MadeShare, NewShare, Share, type SharedCut, ShareId, type ShareInfo, Token } from "./share.schema.ts";
import { playlistOf } from "./stream.ts";

/** Makes a link to a cut. Whoever has it sees what is finished of the cut, and nothing else. */
export const make = fn(NewShare.extend({ cutId: CutId }), async ({ cutId, hours }): Promise<MadeShare> => {
  const { workspaceId, id: createdBy = "videoflow" } = useActor();
  await row(cutId);
  const shareId = createId("shr");
  const secret = makeSecret();
  const expires = Date.now() + hours * 3_600_000;
  const { data } = await ShareEntity.create({
    ...{ workspaceId, cutId, shareId, createdBy, hash: hashOf(secret) },
    ...{ expiresOn: new Date(expires).toISOString(), expiresAt: Math.ceil(expires / 1000) },
  }).go();
  const token = [workspaceId, cutId, shareId].map((id) => id.slice(4)).join(".");
  return { share: infoOf(parse(Share, data)), token: `${token}.${secret}` };
});

/** The links to a cut that are still good, newest first. */
export const list = fn(CutId, async (cutId): Promise<ShareInfo[]> => {
  const { workspaceId } = useActor();
  await row(cutId);
  const query = ShareEntity.query.primary({ workspaceId, cutId });
  const { data } = await query.go({ pages: "all", order: "desc", consistent: true });
  return parse(z.array(Share), data).filter(isGood).map(infoOf);
});

/** Makes a link good for nothing. */
export const revoke = fn(z.object({ cutId: CutId, shareId: ShareId }), async (ids): Promise<void> => {
  const { workspaceId } = useActor();
  await row(ids.cutId);
  await ShareEntity.delete({ workspaceId, ...ids }).go();
});

/** What a link shows. Throws `not_found` for one that is good for nothing, without saying why. */
export const open = (token: string): Promise<SharedCut> =>
  byLink(token, async ({ cutId, expiresOn }) => shown(await info(cutId), { expiresOn, token }));

export const StreamOf = z.object({ token: Token, variant: FormatName, playlist: z.string().min(1).max(40) });

/** A playlist of a stream that a link shows. Throws `not_found`, also for a link that is good for nothing. */
export const stream = fn(StreamOf, ({ token, variant, playlist }) =>
  byLink(token, ({ cutId }) => playlistOf(cutId, variant, playlist)),
);

/** Does something as whoever made the link, which has to be good. */
async function byLink<Result>(token: string, act: (share: Share) => Promise<Result>): Promise<Result> {
  const [workspace, cut, share, secret = ""] = token.split(".");
  const ids = Ids.safeParse({ workspaceId: `wsp_${workspace}`, cutId: `cut_${cut}`, shareId: `shr_${share}` });
  const { data } = ids.success ? await ShareEntity.get(ids.data).go({ consistent: true }) : { data: null };
  const found = data && parse(Share, data);
  if (!found || !isGood(found) || !isSecret(secret, found.hash))
    throw new AppError("not_found", "This link is not good, or is good no more: ask for another one");
  return provideActor({ workspaceId: found.workspaceId, who: "pipeline" }, () => act(found));
}

const Ids = z.object({ workspaceId: WorkspaceId, cutId: CutId, shareId: ShareId });

function shown(
  { title, durationMs = 0, deliverables }: Awaited<ReturnType<typeof info>>,
  { expiresOn, token }: { expiresOn: string; token: string },
): SharedCut {
  const videos = deliverables.flatMap(({ kind, variant, url, downloadUrl }) =>
    kind === "video" && variant ? [{ variant, url, downloadUrl }] : [],
  );
  const streams = deliverables.flatMap(({ kind, variant, name }) =>
    kind === "hls" && variant ? [{ variant, path: `/shares/${token}/streams/${variant}/${basename(name)}` }] : [],
  );
  const posterUrl = deliverables.find(({ kind }) => kind === "thumbnail")?.url ?? null;
  return { title, durationMs, expiresOn, posterUrl, videos, streams };
}

const isGood = ({ expiresOn }: Share): boolean => Date.parse(expiresOn) > Date.now();

const infoOf = ({ hash: _hash, workspaceId: _workspaceId, ...share }: Share): ShareInfo => share;
