import type { Finding, GateResult } from "../gate.schema.ts";
import type { FormatName } from "../order.schema.ts";
import { handlesOf, placed } from "../placed.ts";
import { VariantSpec } from "../variant-spec.schema.ts";
import { fault, figure, pass, resultOf } from "./finding.ts";
import type { Reference } from "./reference.ts";

/** A crop has its format's shape to a thousandth. */
const SHAPE = 1e-3;

/** It is a VariantSpec, and adds up. */
export function schemaGate(given: unknown, reference: Reference): GateResult {
  const parsed = VariantSpec.safeParse(given);
  if (!parsed.success) {
    const faults = parsed.error.issues
      .slice(0, 20)
      .map(({ path, message }) => fault(`${path.join(".") || "spec"}: ${message}`));
    return resultOf("schema", faults, "");
  }
  const spec = parsed.data;
  const faults = [
    ...sums(spec),
    ...ids(spec),
    ...overlays(spec),
    ...fades(spec),
    ...sounds(spec),
    ...framings(spec, reference),
  ];
  const said = `A VariantSpec of version ${spec.version}: ${spec.items.length} parts, ${spec.frames} frames at ${spec.frameRate}`;
  return resultOf(
    "schema",
    faults.length > 0 ? faults : [pass(said, { evidence: [figure("frames", spec.frames)] })],
    said,
  );
}

function sums({ items, frames }: VariantSpec): Finding[] {
  const all = items.reduce((sum, item) => sum + item.frames, 0);
  const evidence = [figure("frames of all parts", all), figure("frames", frames)];
  return all === frames ? [] : [fault(`The parts are ${all} frames long, the cut says ${frames}`, { evidence })];
}

function ids({ items, titles }: VariantSpec): Finding[] {
  const seen = new Set<string>();
  return [...items, ...titles].flatMap(({ id }) => {
    if (seen.has(id)) return [fault(`There are two things with the id ${id}`, { item: id })];
    seen.add(id);
    return [];
  });
}

/** Titles and captions stay within one part; captions follow each other; ducks and the thumbnail lie in the cut. */
function overlays(spec: VariantSpec): Finding[] {
  const places = placed(spec.items);
  const isWithinOne = ({ startFrame, frames }: { startFrame: number; frames: number }) =>
    places.some((place) => place.startFrame <= startFrame && startFrame + frames <= place.endFrame);
  const { captions, titles, music, frames, thumbnailFrame = 0 } = spec;
  return [
    ...titles
      .filter((title) => !isWithinOne(title))
      .map(({ id }) => fault(`${id} does not stay within one part`, { item: id })),
    ...captions
      .filter((caption) => !isWithinOne(caption))
      .map(({ lines }) => fault(`Caption “${lines.join(" ")}” does not stay within one part`)),
    ...captions.flatMap(({ startFrame, lines }, at) => {
      const before = captions[at - 1];
      return before && before.startFrame + before.frames > startFrame
        ? [fault(`Caption “${lines.join(" ")}” begins before the one before it ends`)]
        : [];
    }),
    ...(music?.ducks ?? []).flatMap((duck) =>
      duck.startFrame + duck.frames > frames
        ? [fault(`The music ducks at frame ${duck.startFrame}, beyond the end`)]
        : [],
    ),
    ...(thumbnailFrame >= frames ? [fault(`The thumbnail is frame ${thumbnailFrame} of ${frames}`)] : []),
  ];
}

/** A cross-fade has a part on both sides, and does not reach into another one. */
function fades({ items }: VariantSpec): Finding[] {
  return items.flatMap((item, at) => {
    if (item.fadeIn !== null && at === 0)
      return [fault(`${item.id} is first and cannot fade from anything`, { item: item.id })];
    const { before, after } = handlesOf(items, at);
    return before + after > item.frames
      ? [fault(`The fades of ${item.id} are longer than itself`, { item: item.id })]
      : [];
  });
}

/** Sound that goes over a cut ends within the neighbour. */
function sounds({ items }: VariantSpec): Finding[] {
  return items.flatMap((item, at) => {
    if (item.kind !== "clip") return [];
    const { leadFrames, tailFrames } = item.sound;
    const isLong = leadFrames > (items[at - 1]?.frames ?? 0) || tailFrames > (items[at + 1]?.frames ?? 0);
    return isLong ? [fault(`The sound of ${item.id} goes further than the part beside it`, { item: item.id })] : [];
  });
}

/** Crops lie within the picture and have the shape of their formats; a picture may be shown whole. */
function framings({ items, variants }: VariantSpec, { sources }: Reference): Finding[] {
  const shapes = new Map<FormatName, number>(variants.map(({ name, width, height }) => [name, width / height]));
  return items.flatMap((item) => {
    if (item.kind !== "clip") return [];
    const source = sources.get(item.assetId);
    return Object.entries(item.framing).flatMap(([name, boxes]) => {
      const shape = shapes.get(name as FormatName);
      const wrong = boxes?.find(({ left, top, width, height }) => {
        const isWithin =
          left >= -1e-6 &&
          top >= -1e-6 &&
          left + width <= 1 + 1e-6 &&
          top + height <= 1 + 1e-6 &&
          width > 0 &&
          height > 0;
        const own = source && source.height > 0 ? (width * source.width) / (height * source.height) : shape;
        const isWhole = boxes?.length === 1 && width === 1 && height === 1;
        return !isWithin || (!isWhole && shape !== undefined && own !== undefined && Math.abs(own / shape - 1) > SHAPE);
      });
      return wrong
        ? [fault(`${item.id}: its ${name} crop is outside the picture or not of the format's shape`, { item: item.id })]
        : [];
    });
  });
}
