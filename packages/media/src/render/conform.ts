import type { ClipLayer, SourcePicture } from "@videoflow/core/cut/render/unit.schema";
import type { Box } from "@videoflow/core/vision/vision.schema";
import { type Source, untrusted } from "../untrusted.ts";
import { type Rate, secondsAt } from "./rate.ts";

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Containers without an index of key pictures: where one is found lies anywhere around what was asked for. */
const WITHOUT_INDEX = new Set(["mpegts", "mpeg", "dv", "h264", "hevc"]);
const SEARCH_BACK_S = 12;

/**
 * Opens an original a little before a frame: at the key picture before it, and with everything from there on, so that the picture
 * that stands at that moment is there, however long before it began. `lateSeconds` is where the frame is in what is read.
 */
export function openAt(source: Source, { container }: SourcePicture, frame: number, rate: Rate) {
  const seconds = secondsAt(frame, rate);
  const from = WITHOUT_INDEX.has(container) ? Math.max(0, seconds - SEARCH_BACK_S) : seconds;
  const seek = from > 0 ? ["-noaccurate_seek", "-ss", `${Math.floor(from * 1e6)}us`] : [];
  return { args: [...seek, ...untrusted(source)], lateSeconds: seconds - Math.floor(from * 1e6) / 1e6 };
}

/** The source may end a frame or two before what its length promised; more is an error, which the count of frames shows. */
const MOST_REPEATED = 2;

/** Brings an original's picture to the cut's rate and to so many frames from the one asked for. */
export function conformed({ source }: ClipLayer, lateSeconds: number, frames: number, rate: Rate): string[] {
  return [
    ...(source.video.interlaced ? ["bwdif=mode=send_frame:deint=interlaced"] : []),
    `fps=${rate.numerator}/${rate.denominator}:start_time=${lateSeconds.toFixed(6)}`,
    `tpad=stop=${MOST_REPEATED}:stop_mode=clone`,
    `trim=end_frame=${frames}`,
    "setpts=PTS-STARTPTS",
  ];
}

/** Crops, scales and colours what `conformed` gives, for one format. `name` is one that no other pad of the graph begins with. */
export function framed(
  layer: ClipLayer,
  format: { readonly name: "landscape" | "square" | "vertical" } & Size,
  name: string,
): string {
  const { video } = layer.source;
  const [from, to] = layer.framing[format.name] ?? [middle(video, format)];
  if (!from) throw new Error(`The framing for ${format.name} is empty`);
  const whole = from.width === 1 && from.height === 1 ? wholeIn(video, format) : format;
  const upright = video.rotation % 180 === 0 ? video : { width: video.height, height: video.width };
  const steps = [
    to && layer.move ? moved(from, to, layer.move) : cropped(from, upright),
    ...(video.hdr === "none" ? sdr(video, whole) : toneMapped(video, whole)),
    "setsar=1",
    "format=yuv420p",
    BT709,
  ];
  return [...steps, ...(whole === format ? [] : [onItself(whole, format, name)])].join(",");
}

const BT709 = "setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709";

/** The size at which a picture fits into a format; the format itself where that fills it, to a pair of pixels. */
function wholeIn({ displayWidth, displayHeight }: SourcePicture["video"], format: Size): Size {
  const scale = Math.min(format.width / displayWidth, format.height / displayHeight);
  const even = (value: number) => Math.max(2, 2 * Math.round(value / 2));
  const size = { width: even(displayWidth * scale), height: even(displayHeight * scale) };
  return format.width - size.width <= 2 && format.height - size.height <= 2 ? format : size;
}

/** What is behind is made in small: nobody sees how sharp a soft picture was. */
const BEHIND = { smaller: 8, sigma: 5, brightness: -0.12 } as const;

/** A whole picture in the middle of a format, over itself: as large as the format, soft, and a little darker. */
function onItself(size: Size, { width, height }: Size, name: string): string {
  const [w, h] = [width, height].map((side) => 2 * Math.ceil(side / BEHIND.smaller / 2));
  const cover = `scale=${w}:${h}:force_original_aspect_ratio=increase:force_divisible_by=2,crop=${w}:${h}`;
  const soft = `gblur=sigma=${BEHIND.sigma},eq=brightness=${BEHIND.brightness},scale=${width}:${height}:flags=bicubic`;
  const place = `${2 * Math.floor((width - size.width) / 4)}:${2 * Math.floor((height - size.height) / 4)}`;
  const [over, under, behind] = ["over", "under", "behind"].map((pad) => `[${name}${pad}]`);
  return `split${over}${under};${under}${cover},${soft}${behind};${behind}${over}overlay=${place}:format=yuv420,setsar=1,format=yuv420p,${BT709}`;
}

/** The largest crop of the format's shape. */
function middle({ displayWidth, displayHeight }: SourcePicture["video"], { width, height }: Size): Box {
  const share = width / height / (displayWidth / displayHeight);
  const box = share < 1 ? { width: share, height: 1 } : { width: 1, height: 1 / share };
  return { left: (1 - box.width) / 2, top: (1 - box.height) / 2, ...box };
}

/** Even numbers: colour is kept for pairs of pixels. */
function cropped({ left, top, width, height }: Box, upright: Size): string {
  const even = (value: number) => 2 * Math.round(value / 2);
  const size = (share: number, of: number) => Math.max(2, Math.min(2 * Math.floor(of / 2), even(share * of)));
  const [w, h] = [size(width, upright.width), size(height, upright.height)];
  const place = (share: number, of: number, length: number) =>
    Math.max(0, Math.min(even(share * of), 2 * Math.floor((of - length) / 2)));
  return `crop=${w}:${h}:${place(left, upright.width, w)}:${place(top, upright.height, h)}`;
}

/** A camera that moves lands between pixels: whole ones would make it tremble. `on` counts from 1. */
function moved(from: Box, to: Box, { at, of }: NonNullable<ClipLayer["move"]>): string {
  const progress = of > 1 ? `clip((on-1+${at})/${of - 1},0,1)` : "0";
  const between = (start: number, end: number) => `(${start.toFixed(6)}+(${(end - start).toFixed(6)})*${progress})`;
  const left = `W*${between(from.left, to.left)}`;
  const right = `W*${between(from.left + from.width, to.left + to.width)}`;
  const top = `H*${between(from.top, to.top)}`;
  const bottom = `H*${between(from.top + from.height, to.top + to.height)}`;
  const corners = { x0: left, y0: top, x1: right, y1: top, x2: left, y2: bottom, x3: right, y3: bottom };
  const list = Object.entries(corners).map(([name, value]) => `${name}='${value}'`);
  return `perspective=${list.join(":")}:interpolation=linear:sense=source:eval=frame`;
}

/** Names of matrices as `scale` knows them. Where the file says nothing, small pictures are of the standard of their time. */
function matrixOf({ colour, height }: SourcePicture["video"]): string {
  if (colour.matrix === null) return height <= 576 ? "bt601" : "bt709";
  if (colour.matrix.startsWith("bt2020")) return "bt2020";
  return colour.matrix === "bt709" ? "bt709" : "bt601";
}

const sdr = (video: SourcePicture["video"], { width, height }: Size): string[] => [
  `scale=${width}:${height}:flags=bicubic:in_color_matrix=${matrixOf(video)}:out_color_matrix=bt709:out_range=tv`,
];

/** HDR to BT.709 in linear light, as the proxy does it: a cut looks as its clips did when they were chosen. */
const toneMapped = ({ colour }: SourcePicture["video"], { width, height }: Size): string[] => [
  `scale=${width}:${height}:flags=bicubic:out_range=tv`,
  ...(colour.matrix ? [] : ["setparams=colorspace=bt2020nc"]),
  ...(colour.primaries ? [] : ["setparams=color_primaries=bt2020"]),
  "zscale=transfer=linear:npl=100",
  "format=gbrpf32le",
  "zscale=primaries=bt709",
  "tonemap=tonemap=hable:desat=0",
  "zscale=transfer=bt709:matrix=bt709:range=tv",
];
