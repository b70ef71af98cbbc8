import { buffer } from "node:stream/consumers";
import type { Unit } from "@videoflow/core/cut/render/unit.schema";
import { run } from "@videoflow/process/run";
import { ffmpeg } from "../fixtures.ts";

const BITS = 10;

/** For tests: the number of each frame, in black and white fields across the middle of the picture. */
const bars = Array.from({ length: BITS }, (_, bit) => {
  const box = `x=iw*${0.36 + bit * 0.028}:y=ih*0.45:w=iw*0.028+1:h=ih*0.1:t=fill`;
  return [`drawbox=${box}:color=black`, `drawbox=${box}:color=white:enable='mod(floor(n/${2 ** bit}),2)'`];
}).flat();

interface Numbered {
  readonly size?: string;
  readonly rate?: string;
  readonly seconds?: number;
  /** Filters behind the numbers, and arguments of the encoding. */
  readonly filters?: readonly string[];
  readonly encoding?: readonly string[];
  readonly sound?: string | null;
}

/** For tests: footage that moves, whose frames say which they are, with a tone. */
export async function makeNumbered(file: string, options: Numbered = {}): Promise<string> {
  const {
    size = "640x360",
    rate = "25",
    seconds = 6,
    filters = [],
    encoding = [],
    sound = "sine=f=440:r=48000",
  } = options;
  await ffmpeg([
    ...["-f", "lavfi", "-i", `testsrc2=s=${size}:r=${rate}:d=${seconds}`],
    ...(sound ? ["-f", "lavfi", "-i", `${sound},atrim=duration=${seconds}`] : []),
    ...["-vf", [...bars, ...filters].join(","), "-c:v", "libx264", "-preset", "ultrafast", "-crf", "12", "-g", "40"],
    ...["-pix_fmt", "yuv420p", ...(sound ? ["-c:a", "aac", "-b:a", "160k"] : []), ...encoding, file],
  ]);
  return file;
}

/** For tests: which frames these are. `box` is the part of the picture that shows the footage's whole width and height. */
export async function numbersOf(file: string, box = "1:1:0:0"): Promise<number[]> {
  const [w, h, x, y] = box.split(":");
  const fields = `crop=iw*${w}:ih*${h}:iw*${x}:ih*${y},crop=iw*0.28:ih*0.04:iw*0.36:ih*0.48,scale=${BITS}:1:flags=area,format=gray`;
  const args = ["-v", "error", "-i", file, "-vf", fields, "-fps_mode", "passthrough", "-f", "rawvideo", "pipe:1"];
  const { value } = await run("ffmpeg", args, { read: buffer });
  return Array.from({ length: value.length / BITS }, (_, frame) =>
    Array.from({ length: BITS }, (_, bit) => ((value[frame * BITS + bit] ?? 0) > 128 ? 2 ** bit : 0)).reduce(
      (sum, bit) => sum + bit,
      0,
    ),
  );
}

/** For tests: a colour of a picture, 0 to 255, at a place told in shares of its sides. */
export async function pixelAt(file: string, frame: number, x: number, y: number): Promise<[number, number, number]> {
  const filter = `select=eq(n\\,${frame}),scale=in_color_matrix=bt709:out_range=pc,format=rgb24,crop=2:2:iw*${x}:ih*${y}`;
  const args = ["-v", "error", "-i", file, "-vf", filter, "-frames:v", "1", "-f", "rawvideo", "pipe:1"];
  const { value } = await run("ffmpeg", args, { read: buffer });
  return [value[0] ?? -1, value[1] ?? -1, value[2] ?? -1];
}

export const BRAND: Unit["brand"] = {
  ...{ primary: "#e5484d", text: "#ffffff", background: "#101114", font: "sans", lowerThirds: true, logo: null },
};

export const LANDSCAPE = { name: "landscape", width: 640, height: 360, captions: "burned", hls: false } as const;
export const SQUARE = { name: "square", width: 360, height: 360, captions: "burned", hls: false } as const;
export const VERTICAL = { name: "vertical", width: 360, height: 640, captions: "none", hls: false } as const;
