import * as z from "zod";

/**
 * What is read of OpenTimelineIO's JSON. Fields that are not named here are other programs' own, and pass by. Names end in a
 * version, such as `Clip.2`; versions 1 and 2 of clips and 1 to 3 of markers differ in fields that are all read.
 */
const named = { OTIO_SCHEMA: z.string().max(100), name: z.string().max(1000).nullish() };

const RationalTime = z.object({ rate: z.number().positive().max(1e6), value: z.number().min(-1e12).max(1e12) });
export type RationalTime = z.infer<typeof RationalTime>;

const TimeRange = z.object({ start_time: RationalTime, duration: RationalTime });
export type TimeRange = z.infer<typeof TimeRange>;

/** Names that VideoFlow writes into `metadata`, so that it knows its own things again. */
const id = z.string().max(100);

const MediaReference = z.object({
  ...named,
  target_url: z.string().max(4000).nullish(),
  available_range: TimeRange.nullish(),
  metadata: z.object({ videoflow: z.object({ assetId: id }).partial().optional() }).nullish(),
});
export type MediaReference = z.infer<typeof MediaReference>;

/** Version 1 calls its range `range`. */
const Marker = z.object({
  ...named,
  range: TimeRange.nullish(),
  marked_range: TimeRange.nullish(),
  metadata: z.object({ videoflow: z.object({ title: id }).partial().optional() }).nullish(),
});

const Effect = z.object({ ...named, effect_name: z.string().max(1000).nullish() });

/** Clips, gaps, transitions and whatever else stands on a track. */
export const OtioChild = z.object({
  ...named,
  enabled: z.boolean().nullish(),
  source_range: TimeRange.nullish(),
  media_reference: MediaReference.nullish(),
  media_references: z.record(z.string().max(100), MediaReference).nullish(),
  active_media_reference_key: z.string().max(100).nullish(),
  transition_type: z.string().max(1000).nullish(),
  in_offset: RationalTime.nullish(),
  out_offset: RationalTime.nullish(),
  effects: z.array(Effect).max(100).nullish(),
  markers: z.array(Marker).max(1000).nullish(),
  metadata: z.object({ videoflow: z.object({ item: id }).partial().optional() }).nullish(),
});
export type OtioChild = z.infer<typeof OtioChild>;

const OtioTrack = z.object({
  ...named,
  kind: z.string().max(100).nullish(),
  enabled: z.boolean().nullish(),
  source_range: TimeRange.nullish(),
  effects: z.array(Effect).max(100).nullish(),
  children: z.array(OtioChild).max(10_000),
  metadata: z
    .object({
      videoflow: z
        .object({ role: z.enum(["picture", "sound", "music"]) })
        .partial()
        .optional(),
    })
    .nullish(),
});
export type OtioTrack = z.infer<typeof OtioTrack>;

export const OtioTimeline = z.object({
  ...named,
  tracks: z.object({ ...named, children: z.array(OtioTrack).max(100) }),
  metadata: z.object({ videoflow: z.object({ version: z.number(), spec: z.unknown() }).optional() }).nullish(),
});
export type OtioTimeline = z.infer<typeof OtioTimeline>;
