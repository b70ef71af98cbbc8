import { type Placed, placed } from "../placed.ts";
import type { CardItem, ClipItem, VariantSpec } from "../variant-spec.schema.ts";
import { mediaFrames, mediaStart, type SoundPart, soundTracks, sourceOf, titlesOn } from "./layout.ts";
import { otioObjects, type Piece } from "./otio-objects.ts";
import type { Sources } from "./source.schema.ts";
import { countedRateOf } from "./timecode.ts";

/** How the lines of a title are told in one. */
export const LINE_BREAK = " / ";

/**
 * The cut as OpenTimelineIO: pictures on V1 with cross-fades, titles as markers on the clips that they stand on, the clips'
 * own sound on A tracks (J and L cuts as clips that begin before or end after their picture), music on a track of its own. Cards
 * and music are generators: no file stands behind them. What OTIO has no fields for is in the timeline's metadata: the whole spec.
 */
export function toOtio(spec: VariantSpec, sources: Sources): string {
  const rate = countedRateOf(spec.frameRate);
  const otio = otioObjects(rate);
  const places = placed(spec.items);

  const markersOn = (place: Placed, from: number) =>
    titlesOn(spec, place).map((title) =>
      // Version 1 is the one that every version of the library reads; from 3 on it takes 2 for 1, and finds no range.
      otio.object("Marker.1", title.lines.join(LINE_BREAK), {
        metadata: { videoflow: { title: title.id, kind: title.kind } },
        range: otio.range(from + title.startFrame - place.startFrame, title.frames),
        color: "PURPLE",
      }),
    );

  const clip = (item: ClipItem, inFrame: number, frames: number, markers: (start: number) => object[]) => {
    const source = sourceOf(item, sources);
    const origin = mediaStart(source, rate);
    const media = otio.object("ExternalReference.1", source.name, {
      metadata: { videoflow: { assetId: source.assetId } },
      target_url: source.uri,
      available_range: otio.range(origin, mediaFrames(source, rate)),
      available_image_bounds: null,
    });
    return otio.clip(source.name, media, origin + inFrame, frames, {
      metadata: { videoflow: { item: item.id } },
      markers: markers(origin + inFrame),
    });
  };

  const card = ({ id, heading, figure, detail, frames }: CardItem, markers: object[]) =>
    otio.clip(heading, otio.generator("videoflow.card", frames, { heading, figure, detail }), 0, frames, {
      metadata: { videoflow: { item: id } },
      markers,
    });

  const picture = (place: Placed): object[] => {
    const { item, startFrame } = place;
    const shown =
      item.kind === "clip"
        ? clip(item, item.inFrame, item.frames, (start) => markersOn(place, start))
        : card(item, markersOn(place, 0));
    return item.fadeIn === null || startFrame === 0 ? [shown] : [otio.fade(item.fadeIn), shown];
  };

  const sound = (part: SoundPart): Piece => ({
    ...part,
    clip: clip(part.item, part.inFrame, part.endFrame - part.startFrame, () => []),
  });

  const sounds = soundTracks(spec).map((parts, index) =>
    otio.track(`A${index + 1}`, "Audio", otio.spaced(parts.map(sound)), { role: "sound" }),
  );
  const music = spec.music && [
    otio.clip(
      `Music: ${spec.music.bed}`,
      otio.generator("videoflow.music", spec.frames, { bed: spec.music.bed }),
      0,
      spec.frames,
      {},
    ),
  ];
  const timeline = otio.object("Timeline.1", spec.title, {
    metadata: { videoflow: { version: 1, spec } },
    global_start_time: null,
    tracks: otio.stack([
      otio.track("V1", "Video", places.flatMap(picture), { role: "picture" }),
      ...sounds,
      ...(music ? [otio.track(`A${sounds.length + 1} music`, "Audio", music, { role: "music" })] : []),
    ]),
  });
  return JSON.stringify(timeline, null, 2);
}
