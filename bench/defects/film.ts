import { CANVAS } from "./canvas.ts";
import { type Case, type Fault, FRAME_RATE, isOfPicture } from "./case.ts";
import { ffmpeg } from "./ffmpeg.ts";
import { Random } from "./random.ts";

/** How much of the canvas the camera sees, in pixels of the canvas: lengths below are in these, until `pixels` scales them. */
const VIEW = { width: 1280, height: 720 };

/**
 * Films a painted scene: the camera moves over it, things move through it, the lens softens it a little, the sensor adds
 * noise, a codec at a camera's rate writes it. Faults come in where they come in in life: a lens out of focus before the
 * sensor's noise, a picture that stops after it, coarse quantisation in the codec.
 */
export async function film(footage: Case, canvases: readonly string[], sound: string, output: string): Promise<void> {
  const { seconds, seed, size } = footage;
  const fault = footage.faults.find(isOfPicture);
  const random = new Random(seed ^ 0x5eed);
  const filters = [
    ...canvases.map((_, index) => `[${index}:v]${still(size)}[canvas${index}]`),
    `${footage.cut ? `[canvas0][canvas1]overlay=enable='gte(t,${footage.cut.at})',` : "[canvas0]"}${view(footage, random)}[view]`,
    ...movers(footage, random),
    `[moved]${[...lens(footage, fault), ...sensor(footage, fault), ...recorder(fault)].join(",")},trim=duration=${seconds},format=yuv420p[film]`,
  ];
  const stretches = stretchesOf(footage, fault);
  const camera = codec(random);
  await ffmpeg([
    ...canvases.flatMap((canvas) => ["-framerate", String(FRAME_RATE), "-f", "image2", "-i", canvas]),
    ...["-filter_complex", [...filters, ...cutInto(stretches)].join(";")],
    ...stretches.flatMap((stretch, index) => [
      ...["-map", `[stretch${index}]`, ...camera, "-x264-params", stretch.quantisation],
      ...["-threads", "1", "-f", "h264", `${output}.${index}`],
    ]),
  ]);
  const picture = stretches.map((_, index) => `${output}.${index}`);
  await ffmpeg([
    ...["-f", "h264", "-framerate", String(FRAME_RATE), "-i", `concat:${picture.join("|")}`, "-i", sound],
    ...["-map", "0:v", "-map", "1:a", "-c:v", "copy"],
    ...(random.chance(0.5) ? ["-c:a", "aac", "-b:a", "192k"] : ["-c:a", "pcm_s16le"]),
    ...["-f", "mov", output],
  ]);
}

/** A canvas that goes on, in pixels of the sensor. */
const still = ({ width }: Case["size"]): string =>
  `scale=iw*${width / VIEW.width}:-1,format=yuv420p,loop=loop=-1:size=1:start=0,setpts=N/(${FRAME_RATE}*TB)`;

const pixels = ({ width }: Case["size"], length: number): number => Math.round((length * width) / VIEW.width);

/** The piece of the canvas that the camera sees. */
function view({ camera, seconds, size }: Case, random: Random): string {
  const crop = `crop=${size.width}:${size.height}`;
  const [roomX, roomY] = [CANVAS.width - VIEW.width, CANVAS.height - VIEW.height].map((room) => pixels(size, room)) as [
    number,
    number,
  ];
  const margin = pixels(size, 40);
  const [x, y] = [random.whole(margin, roomX - margin), random.whole(margin, roomY - margin)];
  const shake = (length: number) =>
    `${pixels(size, length)}*(sin(${random.between(2, 5).toFixed(2)}*t)+sin(${random.between(5, 9).toFixed(2)}*t))`;
  if (camera === "tripod") return `${crop}:${x}:${y}`;
  if (camera === "hand") return `${crop}:x='${x}+${shake(8)}':y='${y}+${shake(6)}'`;
  return `${crop}:x='${roomX}*t/${seconds}':y='${y}+${shake(4)}'`;
}

/** One or two things that move through the picture, textured like the canvas they are cut from. */
function movers({ scene, camera, size }: Case, random: Random): string[] {
  // On a tripod before a wall perhaps nothing moves at all.
  const count = camera === "tripod" && scene !== "wall" ? 1 : random.whole(0, 2);
  const names = Array.from({ length: count }, (_, index) => `mover${index}`);
  const cut = names.map((name) => {
    const [width, height] = [pixels(size, random.whole(40, 220)), pixels(size, random.whole(60, 320))];
    const place = `${random.whole(0, pixels(size, CANVAS.width) - width)}:${random.whole(0, pixels(size, CANVAS.height) - height)}`;
    const bright = `lutyuv=y='clip(val*${random.between(0.6, 1.4).toFixed(2)},16,235)'`;
    return `[0:v]${still(size)},crop=${width}:${height}:${place},${bright}[${name}]`;
  });
  const laid = names.map((name, index) => {
    const speed = pixels(size, random.between(50, 280)) * (random.chance(0.5) ? 1 : -1);
    const [room, sway] = [pixels(size, 240), pixels(size, random.between(0, 24))];
    const x = `mod(${random.whole(0, size.width)}+${speed}*t+20*${size.width},${size.width}+${room})-${room}`;
    const y = `${random.whole(-pixels(size, 40), size.height - pixels(size, 120))}+${sway}*sin(${random.between(1, 7).toFixed(2)}*t)`;
    return `[${index === 0 ? "view" : `laid${index - 1}`}][${name}]overlay=x='${x}':y='${y}':shortest=1[laid${index}]`;
  });
  return [...cut, ...laid, `[${count === 0 ? "view" : `laid${count - 1}`}]null[moved]`];
}

const during = ({ start, end }: Fault): string => `enable='between(t,${start - 0.001},${end - 0.021})'`;

/** Out of focus, a point becomes a spot that is as large a part of the picture whatever the sensor. */
function lens({ size }: Case, fault: Fault | undefined): string[] {
  const soft = "gblur=sigma=0.6:planes=1";
  if (fault?.kind !== "blur") return [soft];
  const spot = ((2.5 + 5 * fault.strength) * size.width) / 640;
  return [soft, `gblur=sigma=${spot.toFixed(2)}:${during(fault)}`];
}

/** Light, noise, and a covered lens (which leaves the noise). */
function sensor({ light, grain, seed }: Case, fault: Fault | undefined): string[] {
  const exposed = `lutyuv=y='clip(16+(val-16)*${light.toFixed(3)},16,235)'`;
  const covered =
    fault?.kind === "black" && fault.variant === 0
      ? [`lutyuv=y=${Math.round(16 + 3 * fault.strength)}:u=128:v=128:${during(fault)}`]
      : [];
  const strength = fault?.kind === "black" ? Math.min(grain, 4) : grain;
  return [exposed, ...covered, `noise=c0s=${Math.round(strength * 1.7)}:c0f=t:all_seed=${seed >>> 1}`];
}

function recorder(fault: Fault | undefined): string[] {
  if (fault?.kind === "black" && fault.variant === 1) return [`lutyuv=y=16:u=128:v=128:${during(fault)}`];
  if (fault?.kind !== "freeze") return [];
  const [first, frames] = [fault.start * FRAME_RATE, (fault.end - fault.start) * FRAME_RATE];
  return [`loop=loop=${Math.round(frames) - 1}:size=1:start=${Math.round(first)}`, `setpts=N/(${FRAME_RATE}*TB)`];
}

/** Pictures that are written alike; `first` and `end` by their numbers. */
interface Stretch {
  readonly first: number;
  readonly end: number;
  /** As x264's parameters. */
  readonly quantisation: string;
}

/**
 * What is coarse is written by itself, from a key picture as coarse as the rest. Told to be coarse in the middle of its work, x264
 * makes that key picture as fine as what came before, and for a while next to nothing is to be seen.
 */
function stretchesOf({ seconds }: Case, fault: Fault | undefined): Stretch[] {
  const all = seconds * FRAME_RATE;
  // Stretches that are joined say the same of themselves in their headers.
  const common = "cabac=1:stitchable=1";
  if (fault?.kind !== "blockiness" || fault.variant === 0)
    return [{ first: 0, end: all, quantisation: `${common}:deblock=0,0:crf=16` }];
  const [first, end] = [fault.start, fault.end].map((time) => Math.round(time * FRAME_RATE)) as [number, number];
  const fine = `${common}:no-deblock=1:crf=16`;
  const coarse = `${common}:no-deblock=1:ipratio=1:qp=${Math.round(48 + 3 * fault.strength)}`;
  return [
    { first: 0, end: first, quantisation: fine },
    { first, end, quantisation: coarse },
    { first: end, end: all, quantisation: fine },
  ];
}

function cutInto(stretches: readonly Stretch[]): string[] {
  const copies = stretches.map((_, index) => `[copy${index}]`);
  return [
    `[film]split=${stretches.length}${copies.join("")}`,
    ...stretches.map(
      ({ first, end }, index) =>
        `[copy${index}]trim=start_frame=${first}:end_frame=${end},setpts=PTS-STARTPTS[stretch${index}]`,
    ),
  ];
}

function codec(random: Random): string[] {
  const group = random.pick(["25", "50"]);
  return ["-c:v", "libx264", "-preset", "ultrafast", "-g", group, "-slices", random.pick(["1", "1", "4"])];
}
