import { CANVAS } from "./canvas.ts";
import { type Case, type Fault, FRAME_RATE, isOfPicture } from "./case.ts";
import { ffmpeg } from "./ffmpeg.ts";
import { Random } from "./random.ts";

const [WIDTH, HEIGHT] = [640, 360];

/**
 * Films a painted scene: the camera moves over it, things move through it, the lens softens it a little, the sensor adds
 * noise, a codec at a camera's rate writes it. Faults come in where they come in in life: a lens out of focus before the
 * sensor's noise, a picture that stops after it, coarse quantisation in the codec.
 */
export async function film(footage: Case, canvas: string, sound: string, output: string): Promise<void> {
  const { seconds, seed } = footage;
  const fault = footage.faults.find(isOfPicture);
  const random = new Random(seed ^ 0x5eed);
  const filters = [
    `[0:v]format=yuv420p,loop=loop=-1:size=1:start=0,setpts=N/(${FRAME_RATE}*TB),${view(footage, random)}[view]`,
    ...movers(footage, random),
    `[moved]${[...lens(fault), ...sensor(footage, fault), ...recorder(fault)].join(",")},trim=duration=${seconds},format=yuv420p[out]`,
  ];
  await ffmpeg([
    ...["-framerate", String(FRAME_RATE), "-f", "image2", "-i", canvas, "-i", sound],
    ...["-filter_complex", filters.join(";"), "-map", "[out]", "-map", "1:a"],
    ...["-c:v", "libx264", "-preset", "ultrafast", "-crf", "16", "-g", random.pick(["25", "50"])],
    ...["-x264-params", codec(fault, random), "-threads", "1", ...keyPictures(fault)],
    ...(random.chance(0.5) ? ["-c:a", "aac", "-b:a", "192k"] : ["-c:a", "pcm_s16le"]),
    ...["-f", "mov", output],
  ]);
}

/** The piece of the canvas that the camera sees. */
function view({ camera, seconds }: Case, random: Random): string {
  const [roomX, roomY] = [CANVAS.width - WIDTH, CANVAS.height - HEIGHT];
  const [x, y] = [random.between(20, roomX - 20), random.between(20, roomY - 20)];
  const shake = (size: number) =>
    `${size}*(sin(${random.between(2, 5).toFixed(2)}*t)+sin(${random.between(5, 9).toFixed(2)}*t))`;
  if (camera === "tripod") return `crop=${WIDTH}:${HEIGHT}:${x.toFixed(0)}:${y.toFixed(0)}`;
  if (camera === "hand")
    return `crop=${WIDTH}:${HEIGHT}:x='${x.toFixed(0)}+${shake(4)}':y='${y.toFixed(0)}+${shake(3)}'`;
  return `crop=${WIDTH}:${HEIGHT}:x='${roomX}*t/${seconds}':y='${y.toFixed(0)}+${shake(2)}'`;
}

/** One or two things that move through the picture, textured like the canvas they are cut from. */
function movers({ scene, camera }: Case, random: Random): string[] {
  // On a tripod before a wall perhaps nothing moves at all.
  const count = camera === "tripod" && scene !== "wall" ? 1 : random.whole(0, 2);
  const names = Array.from({ length: count }, (_, index) => `mover${index}`);
  const cut = names.map((name) => {
    const [width, height] = [random.whole(20, 110), random.whole(30, 160)];
    const place = `${random.whole(0, CANVAS.width - width)}:${random.whole(0, CANVAS.height - height)}`;
    const bright = `lutyuv=y='clip(val*${random.between(0.6, 1.4).toFixed(2)},16,235)'`;
    return `[0:v]format=yuv420p,crop=${width}:${height}:${place},${bright},loop=loop=-1:size=1:start=0,setpts=N/(${FRAME_RATE}*TB)[${name}]`;
  });
  const laid = names.map((name, index) => {
    const speed = random.between(25, 140) * (random.chance(0.5) ? 1 : -1);
    const x = `mod(${random.whole(0, WIDTH)}+${speed.toFixed(1)}*t+20*${WIDTH},${WIDTH}+120)-120`;
    const y = `${random.whole(-20, HEIGHT - 60)}+${random.between(0, 12).toFixed(1)}*sin(${random.between(1, 7).toFixed(2)}*t)`;
    return `[${index === 0 ? "view" : `laid${index - 1}`}][${name}]overlay=x='${x}':y='${y}':shortest=1[laid${index}]`;
  });
  return [...cut, ...laid, `[${count === 0 ? "view" : `laid${count - 1}`}]null[moved]`];
}

const during = ({ start, end }: Fault): string => `enable='between(t,${start - 0.001},${end - 0.021})'`;

function lens(fault: Fault | undefined): string[] {
  const soft = "gblur=sigma=0.6:planes=1";
  if (fault?.kind !== "blur") return [soft];
  return [soft, `gblur=sigma=${(2.5 + 5 * fault.strength).toFixed(2)}:${during(fault)}`];
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

function codec(fault: Fault | undefined, random: Random): string {
  const slices = `cabac=1:slices=${random.pick([1, 1, 4])}`;
  if (fault?.kind !== "blockiness" || fault.variant === 0) return `${slices}:deblock=0,0`;
  const [first, last] = [Math.round(fault.start * FRAME_RATE), Math.round(fault.end * FRAME_RATE) - 1];
  return `${slices}:no-deblock=1:zones=${first},${last},q=${Math.round(48 + 3 * fault.strength)}`;
}

/** A coarse key picture begins what is coarse, and a fine one ends it: between, pictures are only corrected. */
function keyPictures(fault: Fault | undefined): string[] {
  if (fault?.kind !== "blockiness" || fault.variant === 0) return [];
  return ["-force_key_frames", `${fault.start.toFixed(3)},${fault.end.toFixed(3)}`];
}
