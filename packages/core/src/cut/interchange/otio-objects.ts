import type { CountedRate } from "./timecode.ts";

/** Of items and compositions: neither trimmed nor treated. */
const PLAIN = { source_range: null, effects: [], markers: [], enabled: true };

/** A clip and where it stands on its track. */
export interface Piece {
  readonly startFrame: number;
  readonly endFrame: number;
  readonly clip: object;
}

/** Builds OpenTimelineIO's objects in frames of one rate, in the versions that programs have read since 2022. */
export function otioObjects(rate: CountedRate) {
  const object = (schema: string, name: string, fields: object) => ({
    OTIO_SCHEMA: schema,
    name,
    metadata: {},
    ...fields,
  });
  const time = (value: number) => ({ OTIO_SCHEMA: "RationalTime.1", rate: rate.fps, value });
  const range = (start: number, frames: number) => ({
    OTIO_SCHEMA: "TimeRange.1",
    start_time: time(start),
    duration: time(frames),
  });
  const gap = (frames: number) => object("Gap.1", "", { ...PLAIN, source_range: range(0, frames) });

  return {
    object,
    range,

    /** `media` stands behind `frames` frames of the clip, from `start` on, on the media's own clock. */
    clip: (name: string, media: object, start: number, frames: number, fields: object) =>
      object("Clip.2", name, {
        ...PLAIN,
        source_range: range(start, frames),
        media_references: { DEFAULT_MEDIA: media },
        active_media_reference_key: "DEFAULT_MEDIA",
        ...fields,
      }),

    /** A cross-fade, half of it on each side of the cut. */
    fade: (frames: number) =>
      object("Transition.1", "", {
        transition_type: "SMPTE_Dissolve",
        in_offset: time(frames / 2),
        out_offset: time(frames / 2),
      }),

    /** What a program makes itself; `parameters` are for whoever knows the kind. */
    generator: (kind: string, frames: number, parameters: object) =>
      object("GeneratorReference.1", kind, {
        generator_kind: kind,
        parameters,
        available_range: range(0, frames),
        available_image_bounds: null,
      }),

    track: (name: string, kind: "Video" | "Audio", children: readonly object[], videoflow: object) =>
      object("Track.1", name, { ...PLAIN, kind, children, metadata: { videoflow } }),

    stack: (children: readonly object[]) => object("Stack.1", "tracks", { ...PLAIN, children }),

    /** Pieces with gaps between them, so that each stands where it belongs. */
    spaced: (pieces: readonly Piece[]) =>
      pieces.flatMap(({ startFrame, clip }, index) => {
        const from = pieces[index - 1]?.endFrame ?? 0;
        return startFrame > from ? [gap(startFrame - from), clip] : [clip];
      }),
  };
}
