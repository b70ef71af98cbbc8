import type { Box } from "../../vision/vision.schema.ts";
import type { ClipItem, Variant } from "../variant-spec.schema.ts";
import { seconds } from "./fcpxml-time.ts";
import type { InterchangeSource } from "./source.schema.ts";
import type { CountedRate } from "./timecode.ts";
import { element } from "./xml.ts";

/**
 * Shows in a format what a clip's framing says. Final Cut fits the whole picture into the frame first; scale is told over that,
 * and position in percent of the frame's height, up and to the right. Two boxes become two keyframes, at the clip's first frame and
 * at its last. Nothing for a picture that is shown whole.
 */
export function framingElements(
  item: ClipItem,
  source: InterchangeSource,
  variant: Variant,
  start: number,
  rate: CountedRate,
): string[] {
  const { width, height } = source;
  if (width === null || height === null) return [];
  const boxes = item.framing[variant.name] ?? [middleOf(width, height, variant)];
  const [first, last] = boxes.map((box) => transform(box, width, height, variant));
  if (!first) return [];
  if (!last) {
    const isWhole = first.scale === "1 1" && first.position === "0 0";
    return isWhole ? [] : [element("adjust-transform", { ...first })];
  }
  const end = start + item.frames - 1;
  const param = (name: "position" | "scale") =>
    element("param", { name }, [
      element("keyframeAnimation", {}, [
        element("keyframe", { time: seconds(start, rate), value: first[name] }),
        element("keyframe", { time: seconds(end, rate), value: last[name] }),
      ]),
    ]);
  return [element("adjust-transform", { ...first }, [param("position"), param("scale")])];
}

/** The largest crop of the format's shape in the middle of a picture. */
function middleOf(width: number, height: number, variant: Variant): Box {
  const share = variant.width / variant.height / (width / height);
  const box = { width: Math.min(1, share), height: Math.min(1, 1 / share) };
  return { ...box, left: (1 - box.width) / 2, top: (1 - box.height) / 2 };
}

function transform(box: Box, width: number, height: number, variant: Variant): { position: string; scale: string } {
  const fit = Math.min(variant.width / width, variant.height / height);
  const isWhole = box.width === 1 && box.height === 1;
  const fill = isWhole ? fit : variant.width / (box.width * width);
  const right = (0.5 - box.left - box.width / 2) * width * fill;
  const up = (box.top + box.height / 2 - 0.5) * height * fill;
  const percent = (pixels: number) => rounded((pixels / variant.height) * 100);
  return { position: `${percent(right)} ${percent(up)}`, scale: `${rounded(fill / fit)} ${rounded(fill / fit)}` };
}

/** Without the sign of a zero. */
const rounded = (value: number): number => Math.round(value * 10_000) / 10_000 || 0;
