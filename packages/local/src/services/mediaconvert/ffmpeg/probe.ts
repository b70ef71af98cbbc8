import { text } from "node:stream/consumers";
import { run } from "@videoflow/process/run";
import { untrusted } from "./untrusted.ts";

export interface VideoStream {
  readonly index: number;
  /** As stored. */
  readonly width: number;
  readonly height: number;
  /** Width to height of one pixel. */
  readonly pixelAspect: number;
  /** Stands on its side, by its display matrix. What stands askew is set right within the size that it has. */
  readonly isTurned: boolean;
  readonly frameRate: { readonly numerator: number; readonly denominator: number };
  readonly isInterlaced: boolean;
  readonly isHdr: boolean;
  /** As ffmpeg calls them; undefined when the file does not say. */
  readonly matrix: string | undefined;
  readonly primaries: string | undefined;
}

export interface AudioStream {
  readonly index: number;
  readonly isDefault: boolean;
}

export interface Probe {
  readonly durationMs: number | undefined;
  /** The first that is no cover art. */
  readonly video: VideoStream | undefined;
  readonly audio: readonly AudioStream[];
}

interface RawStream {
  readonly index: number;
  readonly codec_type?: string;
  readonly width?: number;
  readonly height?: number;
  readonly sample_aspect_ratio?: string;
  readonly avg_frame_rate?: string;
  readonly r_frame_rate?: string;
  readonly field_order?: string;
  readonly color_transfer?: string;
  readonly color_space?: string;
  readonly color_primaries?: string;
  readonly disposition?: Readonly<Record<string, number>>;
  readonly side_data_list?: readonly { readonly rotation?: number }[];
}

/** What a job needs to know of a file. Throws ToolError (failed) when it is none of the known containers. */
export async function probe(path: string, cwd: string, signal: AbortSignal): Promise<Probe> {
  const args = ["-v", "error", ...untrusted(path), "-show_format", "-show_streams", "-of", "json"];
  const { value } = await run("ffprobe", args, { cwd, signal, read: text });
  const { streams = [], format }: { streams?: RawStream[]; format?: { duration?: string } } = JSON.parse(value);
  const seconds = Number(format?.duration);
  const video = streams.find((stream) => stream.codec_type === "video" && !isPicture(stream));
  return {
    durationMs: seconds > 0 ? Math.round(seconds * 1000) : undefined,
    video: video && videoStream(video),
    audio: streams
      .filter((stream) => stream.codec_type === "audio")
      .map(({ index, disposition }) => ({ index, isDefault: disposition?.default === 1 })),
  };
}

const isPicture = ({ disposition }: RawStream): boolean =>
  Boolean(disposition?.attached_pic || disposition?.still_image || disposition?.timed_thumbnails);

function videoStream(stream: RawStream): VideoStream {
  const [aspectWidth = 1, aspectHeight = 1] = ratio(stream.sample_aspect_ratio, ":") ?? [];
  const [numerator = 25, denominator = 1] = ratio(stream.avg_frame_rate, "/") ?? ratio(stream.r_frame_rate, "/") ?? [];
  const rotation = stream.side_data_list?.find((data) => data.rotation !== undefined)?.rotation ?? 0;
  return {
    index: stream.index,
    width: stream.width ?? 0,
    height: stream.height ?? 0,
    pixelAspect: aspectWidth / aspectHeight,
    isTurned: Math.abs((Math.abs(rotation) % 180) - 90) <= 1,
    frameRate: { numerator, denominator },
    isInterlaced: /^(tt|bb|tb|bt)$/.test(stream.field_order ?? ""),
    isHdr: stream.color_transfer === "smpte2084" || stream.color_transfer === "arib-std-b67",
    matrix: told(stream.color_space),
    primaries: told(stream.color_primaries),
  };
}

const told = (name: string | undefined): string | undefined => (name === "unknown" ? undefined : name);

/** `30000/1001`, `16:11`; undefined for `0/0`, `0:1` and what is missing. */
function ratio(text: string | undefined, separator: string): [number, number] | undefined {
  const [first = 0, second = 0] = (text ?? "").split(separator).map(Number);
  return first > 0 && second > 0 ? [first, second] : undefined;
}
