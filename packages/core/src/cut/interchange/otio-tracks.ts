import { AppError } from "../../error.ts";
import type { Edited, EditedSound } from "./edited.ts";
import type { OtioChild, OtioTimeline, OtioTrack } from "./otio.schema.ts";
import { type Found, readClip, schemaOf } from "./otio-clip.ts";
import { framesBetween, lengthOf } from "./otio-time.ts";
import type { Sources } from "./source.schema.ts";
import type { CountedRate } from "./timecode.ts";

interface Shown extends Found {
  readonly fadeIn: number | null;
}

/**
 * What the tracks of a timeline hold, in frames of the cut. Of one that is not our own (or that a program has kept nothing of) markers
 * are no titles; without a track of sound it was exported for its pictures, and says nothing of sound. Throws `invalid`, naming the
 * item, for what a cut cannot have.
 */
export function readTracks({ tracks, metadata }: OtioTimeline, rate: CountedRate, sources: Sources): Edited {
  const named = tracks.children.map((track, index) => ({ track, name: track.name || `track ${index + 1}` }));
  for (const { track, name } of named) refuseComposition(track, name);
  const used = named.filter(({ track }) => track.children.some((child) => schemaOf(child) === "Clip"));
  const [picture, second] = used.filter(({ track }) => track.kind !== "Audio");
  if (!picture) throw new AppError("invalid", "The timeline has no track of pictures with a clip on it");
  if (second) {
    const name = second.track.children.find((child) => schemaOf(child) === "Clip")?.name;
    throw new AppError(
      "invalid",
      `"${name}" is on a second track of pictures, ${second.name}; a cut has one: put it there`,
    );
  }
  const shown = readPictures(picture.track, picture.name, rate, sources);
  const heard = used
    .filter(({ track }) => track.kind === "Audio" && track.enabled !== false)
    .map(({ track, name }) => readSounds(track, name, rate, sources));
  const isOurs = metadata?.videoflow !== undefined;
  const silent = !isOurs && !named.some(({ track }) => track.kind === "Audio");
  return {
    items: shown,
    titles: isOurs ? shown.flatMap(({ titles }, on) => titles.map((title) => ({ ...title, on }))) : null,
    sounds: silent ? null : heard.flatMap(({ sounds }) => sounds),
    music: silent || heard.some(({ music }) => music),
    notes: [...shown.flatMap(({ notes }) => notes), ...heard.flatMap(({ notes }) => notes)],
  };
}

function refuseComposition({ OTIO_SCHEMA, source_range, effects }: OtioTrack, name: string): void {
  if (!OTIO_SCHEMA.startsWith("Track."))
    throw new AppError("invalid", `"${name}" is a ${OTIO_SCHEMA} where a track belongs; flatten the timeline first`);
  if (source_range) throw new AppError("invalid", `Track ${name} is trimmed as a whole; trim its clips instead`);
  if (effects?.length) throw new AppError("invalid", `Track ${name} has effects on it; a cut has none`);
}

function readPictures({ children }: OtioTrack, name: string, rate: CountedRate, sources: Sources): Shown[] {
  const shown: Shown[] = [];
  let fade: number | null = null;
  const last = children.findLastIndex((child) => schemaOf(child) === "Clip");
  for (const [index, child] of children.entries()) {
    const where = `"${child.name || schemaOf(child)}" (${name}, ${index + 1})`;
    const kind = schemaOf(child);
    if (kind === "Transition") {
      if (shown.length === 0 || index > last)
        throw new AppError("invalid", `The fade ${where} is at an end of the cut; it has fades between two items only`);
      fade = readFade(child, where, rate);
    } else if (kind === "Clip") {
      if (child.enabled === false) throw new AppError("invalid", `${where} is switched off; take it out`);
      shown.push({ ...readClip(child, where, rate, sources), fadeIn: fade });
      fade = null;
    } else if (kind !== "Gap") {
      throw new AppError("invalid", `${where} is a nested ${kind}; flatten it: a cut is one row of clips`);
    } else if (index < last) {
      throw new AppError(
        "invalid",
        `There is a gap before ${nextClip(children, index)} on ${name}; a cut has none: close it`,
      );
    }
  }
  return shown;
}

const nextClip = (children: readonly OtioChild[], from: number): string =>
  `"${children.slice(from).find((child) => schemaOf(child) === "Clip")?.name}"`;

function readFade({ transition_type, in_offset, out_offset }: OtioChild, where: string, rate: CountedRate): number {
  if (transition_type !== "SMPTE_Dissolve")
    throw new AppError(
      "invalid",
      `The transition ${where} is ${transition_type ?? "of no kind"}; a cut has cross-fades only`,
    );
  const before = in_offset ? framesBetween(null, in_offset, rate, where) : 0;
  const after = out_offset ? framesBetween(null, out_offset, rate, where) : 0;
  if (before === after && before > 0) return before + after;
  throw new AppError(
    "invalid",
    `The fade ${where} has ${before} frames before the cut and ${after} after it; put it in the middle of the cut`,
  );
}

function readSounds({ children, metadata }: OtioTrack, name: string, rate: CountedRate, sources: Sources) {
  const sounds: EditedSound[] = [];
  const notes: string[] = [];
  let music = false;
  let at = 0;
  for (const [index, child] of children.entries()) {
    const where = `"${child.name || schemaOf(child)}" (${name}, ${index + 1})`;
    const kind = schemaOf(child);
    if (kind === "Transition") {
      notes.push(`${where}: a cut fades pictures only; the sound's own fade was left out`);
    } else if (kind === "Gap") {
      at += child.source_range ? lengthOf(child.source_range, rate, where) : 0;
    } else if (kind !== "Clip") {
      throw new AppError("invalid", `${where} is a nested ${kind}; flatten it: a cut is one row of clips`);
    } else if (metadata?.videoflow?.role === "music") {
      music ||= child.enabled !== false;
      at += child.source_range ? lengthOf(child.source_range, rate, where) : 0;
    } else {
      const { hint, assetId, inFrame, frames } = readClip(child, where, rate, sources);
      if (assetId === null) music ||= child.enabled !== false;
      else if (child.enabled !== false) sounds.push({ where, hint, assetId, startFrame: at, inFrame, frames });
      at += frames;
    }
  }
  return { sounds, music, notes };
}
