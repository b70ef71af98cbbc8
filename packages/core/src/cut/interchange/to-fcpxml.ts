import { type Placed, placed } from "../placed.ts";
import type { ClipItem, Title, Variant, VariantSpec } from "../variant-spec.schema.ts";
import { framingElements } from "./fcpxml-framing.ts";
import { type Resources, resourcesOf } from "./fcpxml-resources.ts";
import { seconds } from "./fcpxml-time.ts";
import { countingOf, mediaStart, sourceOf, titlesOn } from "./layout.ts";
import type { Sources } from "./source.schema.ts";
import { type CountedRate, countedRateOf } from "./timecode.ts";
import { element, textElement } from "./xml.ts";

/** Final Cut's generators have a clock that begins at an hour. */
const TITLE_START = "3600s";

/**
 * The cut as FCPXML 1.11: an event with a project for each format, framed as that format is. Clips abut, a cross-fade lies on its
 * cut; J and L cuts are the sound's own start and length; titles and cards are Basic Titles in the brand's colours. All times are
 * on frames of the cut. Captions are files of their own, and music is a note, since no file of it exists.
 */
export function toFcpxml(spec: VariantSpec, sources: Sources): string {
  const rate = countedRateOf(spec.frameRate);
  const resources = resourcesOf(spec, sources);
  const projects = spec.variants.map((variant) => projectOf(spec, variant, resources, sources, rate));
  const root = element("fcpxml", { version: "1.11" }, [
    element("resources", {}, resources.elements),
    element("library", {}, [element("event", { name: spec.title }, projects)]),
  ]);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE fcpxml>\n${root}\n`;
}

function projectOf(
  spec: VariantSpec,
  variant: Variant,
  resources: Resources,
  sources: Sources,
  rate: CountedRate,
): string {
  const places = placed(spec.items);
  const time = (frames: number): string => seconds(frames, rate);
  let styles = 0;

  const title = (title: Pick<Title, "lines" | "frames">, size: number, place: object): string => {
    const style = `${variant.name}-${++styles}`;
    return element(
      "title",
      { ...place, ref: resources.title, name: title.lines.join(" "), duration: time(title.frames), start: TITLE_START },
      [
        element("text", {}, [textElement("text-style", { ref: style }, title.lines.join("\n"))]),
        element("text-style-def", { id: style }, [
          element("text-style", {
            font: FONTS[spec.brand.font],
            fontSize: size,
            fontColor: colourOf(spec.brand.text),
            alignment: "center",
          }),
        ]),
      ],
    );
  };

  /** `from` is the item's first frame on its own clock, which is the one that titles on it are told by. */
  const written = (place: Placed, from: (frames: number) => string): string[] =>
    titlesOn(spec, place).map((one) => title(one, 64, { lane: 1, offset: from(one.startFrame - place.startFrame) }));

  const clip = (place: Placed, item: ClipItem): string => {
    const source = sourceOf(item, sources);
    const start = mediaStart(source, rate) + item.inFrame;
    const { on, gainDb, leadFrames, tailFrames } = item.sound;
    const isSplit = on && leadFrames + tailFrames > 0;
    return element(
      "asset-clip",
      {
        ref: resources.assetOf(item.assetId),
        name: source.name,
        offset: time(place.startFrame),
        start: time(start),
        duration: time(item.frames),
        ...(isSplit && {
          audioStart: time(start - leadFrames),
          audioDuration: time(leadFrames + item.frames + tailFrames),
        }),
        srcEnable: on ? "all" : "video",
        tcFormat: countingOf(source, rate).drop ? "DF" : "NDF",
        audioRole: "dialogue",
      },
      [
        textElement("note", {}, item.why),
        ...framingElements(item, source, variant, start, rate),
        ...(gainDb === 0 ? [] : [element("adjust-volume", { amount: `${gainDb}dB` })]),
        ...written(place, (frames) => time(start + frames)),
      ],
    );
  };

  const spine = places.flatMap((place): string[] => {
    const { item, startFrame } = place;
    const fade = item.fadeIn === null || startFrame === 0 ? [] : [transition(item.fadeIn, startFrame)];
    if (item.kind === "clip") return [...fade, clip(place, item)];
    const lines = [item.figure, item.heading, item.detail].filter((line) => line !== null);
    return [...fade, title({ lines, frames: item.frames }, 96, { offset: time(startFrame) })];
  });

  function transition(frames: number, cut: number): string {
    return element("transition", { name: "Cross Dissolve", offset: time(cut - frames / 2), duration: time(frames) }, [
      element("filter-video", { ref: resources.dissolve, name: "Cross Dissolve" }),
    ]);
  }

  const music = spec.music && textElement("note", {}, `Music: ${spec.music.bed} at ${spec.music.gainDb} dB`);
  const sequence = element(
    "sequence",
    {
      format: resources.formatOf(variant),
      duration: time(spec.frames),
      tcStart: "0s",
      tcFormat: rate.drop ? "DF" : "NDF",
      audioLayout: "stereo",
      audioRate: "48k",
    },
    [...(music ? [music] : []), element("spine", {}, spine)],
  );
  return element("project", { name: `${spec.title} (${variant.name})` }, [sequence]);
}

const FONTS = { sans: "Helvetica Neue", serif: "Georgia", mono: "Menlo" };

/** `#ff8000` as red, green, blue and alpha from 0 to 1. */
const colourOf = (hex: string): string =>
  [1, 3, 5, 7]
    .map((at) => (at < 7 ? Number((Number.parseInt(hex.slice(at, at + 2), 16) / 255).toFixed(4)) : 1))
    .join(" ");
