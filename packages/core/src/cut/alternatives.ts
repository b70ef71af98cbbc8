import { useActor } from "../actor.ts";
import * as Assets from "../asset/asset.ts";
import { signedUrl } from "../bucket.ts";
import { framePlace } from "../derivative/frame-place.ts";
import { FRAME_INTERVAL_MS } from "../derivative/plan.ts";
import { AppError } from "../error.ts";
import { CRAFT } from "./craft.ts";
import { framingsOf } from "./crew/cinematographer.ts";
import { freeCuts } from "./crew/cut-points.ts";
import { lengthsOf, placeOf } from "./crew/lengths.ts";
import type { Candidate, Material } from "./crew/material.schema.ts";
import { readSource } from "./crew/read-source.ts";
import { endOf, shotsOf } from "./crew/source.ts";
import { worthOf } from "./crew/worth.ts";
import { readSpec } from "./documents.ts";
import { inFrames, msAt, rateOf } from "./frame-rate.ts";
import { materialOf } from "./material-of.ts";
import type { Alternative, TrimPoints } from "./revision.schema.ts";
import { row } from "./row.ts";
import type { ClipItem, VariantSpec } from "./variant-spec.schema.ts";

const MOST = 12;

/** What could stand in the place of a clip, best first: moments that are not in the cut, of its length where they can be. */
export async function alternatives(cutId: string, itemId: string): Promise<Alternative[]> {
  const { spec, clip } = await clipOf(cutId, itemId);
  const material = await materialOf(cutId, spec.revision);
  const ranked = material.candidates
    .flatMap((candidate) => fitted(candidate, clip, spec, material))
    .sort((a, b) => b.score - a.score || a.candidate.id.localeCompare(b.candidate.id));
  return Promise.all(ranked.slice(0, MOST).map((one) => told(one, material)));
}

interface Fitted {
  readonly candidate: Candidate;
  readonly inFrame: number;
  readonly frames: number;
  readonly score: number;
}

/** A candidate as a clip, as near to the length of the one that it is to replace as its words let it be. */
function fitted(
  candidate: Candidate,
  { frames: wanted }: ClipItem,
  spec: VariantSpec,
  { frameRate }: Material,
): Fitted[] {
  const rate = rateOf(frameRate);
  const lengths = lengthsOf(candidate, CRAFT[spec.useCase], rate, 1.5);
  if (!lengths) return [];
  const frames = Math.min(lengths.most, Math.max(lengths.least, wanted));
  const inFrame = placeOf(candidate, frames, rate);
  if (inFrame === undefined) return [];
  const overlaps = spec.items.some(
    (item) =>
      item.kind === "clip" &&
      item.assetId === candidate.assetId &&
      item.inFrame < inFrame + frames &&
      inFrame < item.inFrame + item.frames,
  );
  if (overlaps) return [];
  const misfit = Math.abs(frames - wanted) / Math.max(frames, wanted);
  return [{ candidate, inFrame, frames, score: worthOf(candidate, spec.useCase) - misfit / 4 }];
}

async function told({ candidate, inFrame, frames, score }: Fitted, material: Material): Promise<Alternative> {
  const { workspaceId } = useActor();
  const { assetId, text } = candidate;
  const rate = rateOf(material.frameRate);
  const asset = material.assets.find((one) => one.assetId === assetId);
  const middle = Math.floor(msAt(inFrame + frames / 2, rate) / FRAME_INTERVAL_MS);
  return {
    ...{ assetId, assetName: asset?.name ?? assetId, inFrame, frames, text, score },
    startMs: Math.round(msAt(inFrame, rate)),
    endMs: Math.round(msAt(inFrame + frames, rate)),
    framing: asset ? framingsOf({ assetId, inFrame, frames }, candidate, asset, material) : {},
    posterUrl: await signedUrl(framePlace({ workspaceId, assetId }, middle)),
  };
}

const WINDOW_MS = 6_000;

/** Where a clip may begin and end without cutting a word or a shot, some seconds around where it does now. */
export async function trimPoints(cutId: string, itemId: string): Promise<TrimPoints> {
  const { spec, clip } = await clipOf(cutId, itemId);
  const source = await readSource(await Assets.getInspected(clip.assetId));
  const rate = rateOf(spec.frameRate);
  const [first, last] = [clip.inFrame, clip.inFrame + clip.frames];
  const shots = shotsOf(source, rate).filter(({ from, to }) => from < last && to > first);
  const window = inFrames(WINDOW_MS, rate);
  const from = Math.max(shots[0]?.from ?? 0, first - window);
  const to = Math.min(shots.at(-1)?.to ?? endOf(source, rate), last + window);
  const points = freeCuts(source.words, rate, from, to).flatMap(([open, close]) =>
    Array.from({ length: close - open + 1 }, (_, at) => open + at),
  );
  return {
    ins: points.filter((at) => at < last && at <= first + window),
    outs: points.filter((at) => at > first && at >= last - window),
  };
}

async function clipOf(cutId: string, itemId: string): Promise<{ spec: VariantSpec; clip: ClipItem }> {
  const { revision } = await row(cutId);
  const spec = revision ? await readSpec(cutId, revision) : undefined;
  const clip = spec?.items.find(({ id }) => id === itemId);
  if (!spec || clip?.kind !== "clip") throw new AppError("not_found", `Cut ${cutId} has no clip ${itemId}`);
  return { spec, clip };
}
