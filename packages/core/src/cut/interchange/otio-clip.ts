import { AppError } from "../../error.ts";
import type { EditedItem, EditedTitle } from "./edited.ts";
import { findMedia } from "./find-media.ts";
import { mediaStart } from "./layout.ts";
import type { MediaReference, OtioChild } from "./otio.schema.ts";
import { framesBetween, lengthOf } from "./otio-time.ts";
import type { Sources } from "./source.schema.ts";
import type { CountedRate } from "./timecode.ts";

/** `Clip` of `Clip.2`. */
export const schemaOf = ({ OTIO_SCHEMA }: { OTIO_SCHEMA: string }): string => OTIO_SCHEMA.split(".")[0] ?? "";

/** A clip or card, with the titles that are markers on it, and what was not taken over of it. */
export interface Found extends Omit<EditedItem, "fadeIn"> {
  readonly titles: readonly Omit<EditedTitle, "on">[];
  readonly notes: readonly string[];
}

export function readClip(child: OtioChild, where: string, rate: CountedRate, sources: Sources): Found {
  const media = mediaOf(child);
  const range = child.source_range ?? media?.available_range;
  if (!range)
    throw new AppError("invalid", `${where} says neither which part of its footage it is nor how long that is`);
  const frames = lengthOf(range, rate, where);
  if (frames < 1) throw new AppError("invalid", `${where} is ${frames} frames long; take it out`);
  const titles = (child.markers ?? []).flatMap(({ name, range: early, marked_range, metadata }) => {
    const id = metadata?.videoflow?.title;
    const marked = marked_range ?? early;
    if (id === undefined || !marked) return [];
    const offset = framesBetween(range.start_time, marked.start_time, rate, `The marker of title ${id}`);
    return [{ id, offset, frames: lengthOf(marked, rate, `The marker of title ${id}`), text: name ?? "" }];
  });
  const found = { where, hint: child.metadata?.videoflow?.item, frames, titles, notes: treatments(child, where) };
  if (media?.OTIO_SCHEMA.startsWith("GeneratorReference.")) return { ...found, assetId: null, inFrame: 0 };
  const source = findMedia(
    where,
    { assetId: media?.metadata?.videoflow?.assetId, uri: media?.target_url, name: media?.name || child.name },
    sources,
  );
  const origin = media?.available_range?.start_time ?? { rate: rate.fps, value: mediaStart(source, rate) };
  const inFrame = framesBetween(origin, range.start_time, rate, where);
  if (inFrame < 0) throw new AppError("invalid", `${where} begins ${-inFrame} frames before its footage does`);
  return { ...found, assetId: source.assetId, inFrame };
}

function mediaOf({ media_reference, media_references, active_media_reference_key }: OtioChild): MediaReference | null {
  const active = new Map(Object.entries(media_references ?? {})).get(active_media_reference_key ?? "DEFAULT_MEDIA");
  return active ?? media_reference ?? null;
}

/** Changes of speed are refused, since the clip would be another; looks are left out, and it is said. */
function treatments({ effects }: OtioChild, where: string): string[] {
  return (effects ?? []).map((effect) => {
    const kind = schemaOf(effect);
    const name = effect.name || effect.effect_name || kind;
    if (kind === "Effect") return `${where}: the effect ${name} was left out; a cut has none`;
    throw new AppError(
      "invalid",
      `${where} has ${name} (${kind}) on it; in a cut, clips run at the speed they were shot at`,
    );
  });
}
