import { json } from "node:stream/consumers";
import { run } from "@videoflow/process/run";
import { ToolError } from "@videoflow/process/tool-error";
import { type Source, untrusted } from "./untrusted.ts";
import { numeric } from "./values.ts";

/** A stream as ffprobe describes it; numbers come as strings, what is unknown is missing or `N/A`. */
export interface RawStream {
  readonly index: number;
  readonly codec_type?: string;
  readonly codec_name?: string;
  readonly codec_tag_string?: string;
  readonly profile?: string;
  readonly width?: number;
  readonly height?: number;
  readonly sample_aspect_ratio?: string;
  readonly pix_fmt?: string;
  readonly field_order?: string;
  readonly color_range?: string;
  readonly color_space?: string;
  readonly color_transfer?: string;
  readonly color_primaries?: string;
  readonly avg_frame_rate?: string;
  readonly r_frame_rate?: string;
  readonly sample_rate?: string;
  readonly channels?: number;
  readonly channel_layout?: string;
  readonly start_time?: string;
  readonly duration?: string;
  readonly bit_rate?: string;
  readonly nb_frames?: string;
  /** Where they were counted: packets that were read, and pictures or blocks of sound that were decoded. */
  readonly nb_read_packets?: string;
  readonly nb_read_frames?: string;
  readonly disposition?: Readonly<Record<string, number>>;
  readonly tags?: Readonly<Record<string, string>>;
  readonly side_data_list?: readonly { readonly side_data_type?: string; readonly rotation?: number }[];
}

export interface RawFormat {
  readonly format_name: string;
  readonly start_time?: string;
  readonly duration?: string;
  readonly size?: string;
  readonly bit_rate?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

/** A decoded picture or block of sound. */
export interface RawFrame {
  readonly stream_index: number;
  readonly media_type: string;
  readonly pts_time?: string;
  readonly best_effort_timestamp_time?: string;
  readonly duration_time?: string;
  readonly pkt_duration_time?: string;
  readonly interlaced_frame?: number;
}

export interface RawPacket {
  readonly stream_index: number;
  readonly pts_time?: string;
  readonly dts_time?: string;
  readonly duration_time?: string;
  readonly side_data_list?: readonly { readonly side_data_type?: string }[];
}

export interface Probed {
  readonly format?: RawFormat;
  readonly streams: readonly RawStream[];
  readonly frames: readonly RawFrame[];
  readonly packets: readonly RawPacket[];
  /** What ffprobe complained about; also filled when it gave up on the file, and then nothing else is. */
  readonly complaints: string;
}

/** Without the deblocking that only an eye would miss. One thread is quickest for so few frames. */
export const FAST = ["-skip_loop_filter", "all"];

const FRAME =
  "frame=stream_index,media_type,pts_time,best_effort_timestamp_time,duration_time,pkt_duration_time,interlaced_frame";
const PACKET = "packet=stream_index,pts_time,dts_time,duration_time";

/** Describes the file and really decodes its first moments. */
export const probeHead = (source: Source): Promise<Probed> =>
  probe(source, [
    "-show_format",
    "-show_streams",
    "-show_frames",
    "-show_packets",
    "-show_entries",
    `${FRAME}:${PACKET}:packet_side_data=side_data_type`,
    "-read_intervals",
    "%+1",
  ]);

/** Really decodes from `seconds` (a time stamp of the file) to the end of what is there. */
export const probeTail = (source: Source, seconds: number): Promise<Probed> =>
  probe(source, ["-show_frames", "-show_entries", FRAME, "-read_intervals", `${seconds.toFixed(3)}%`]);

/** The streams of a file as its header says. For files of our own making, whose header is then checked. */
export async function streamsOf(source: Source): Promise<readonly RawStream[]> {
  return (await probe(source, ["-show_streams"])).streams;
}

/**
 * The streams of a file that was just written, read through: all packets counted, all sound and the key pictures decoded, one
 * thread. `said` is what ffprobe wrote meanwhile, for `expectDecoded`.
 */
export async function readThrough(
  source: Source,
  timeoutMs: number,
): Promise<{ streams: readonly RawStream[]; said: string }> {
  const questions = ["-skip_frame", "nokey", "-show_streams", "-count_packets", "-count_frames"];
  const { streams, complaints: said } = await probe(source, questions, { verbosity: "level+info", timeoutMs });
  return { streams, said };
}

/** The file's first time stamp, in seconds, which players show as 0; undefined where it has none. Throws when it cannot be read. */
export async function startOf(source: Source): Promise<number | undefined> {
  const { format, complaints } = await probe(source, ["-show_entries", "format=start_time"]);
  if (!format) throw new ToolError("failed", "ffprobe could not read the file", complaints);
  return numeric(format.start_time);
}

/** The last time stamp and the end of each stream, by reading the whole file without decoding it. */
export async function scanEnds(source: Source): Promise<Map<number, number>> {
  const ends = new Map<number, number>();
  const args = ["-v", "error", ...untrusted(source), "-show_entries", "packet=stream_index,pts_time,duration_time"];
  await run("ffprobe", [...args, "-of", "csv=p=0"], {
    timeoutMs: 600_000,
    read: async (output) => {
      let rest = "";
      for await (const chunk of output.setEncoding("utf8")) {
        const lines = (rest + chunk).split("\n");
        rest = lines.pop() ?? "";
        for (const line of lines) noteEnd(ends, line);
      }
      noteEnd(ends, rest);
    },
  });
  return ends;
}

function noteEnd(ends: Map<number, number>, line: string): void {
  const [stream, pts, duration] = line.split(",").map(Number);
  if (stream === undefined || pts === undefined || !Number.isFinite(pts)) return;
  const end = pts + (Number.isFinite(duration) ? Number(duration) : 0);
  ends.set(stream, Math.max(end, ends.get(stream) ?? 0));
}

async function probe(
  source: Source,
  questions: readonly string[],
  { verbosity = "error", timeoutMs }: { verbosity?: string; timeoutMs?: number } = {},
): Promise<Probed> {
  try {
    const { value, stderr } = await run(
      "ffprobe",
      ["-hide_banner", "-v", verbosity, ...FAST, ...untrusted(source), ...questions, "-of", "json=compact=1"],
      { read: json, ...(timeoutMs !== undefined && { timeoutMs }) },
    );
    return arrange(value as Answer, stderr);
  } catch (error) {
    // ffprobe ends with an error when it can make nothing of the file, which is an answer about the file.
    if (error instanceof ToolError && error.kind === "failed") return arrange({}, error.stderr || error.message);
    throw error;
  }
}

interface Answer {
  readonly format?: RawFormat;
  readonly streams?: readonly RawStream[];
  readonly frames?: readonly RawFrame[];
  /** ffprobe merges the two lists when it is asked for both. */
  readonly packets_and_frames?: readonly ((RawFrame & { type: "frame" }) | (RawPacket & { type: "packet" }))[];
}

function arrange({ format, streams = [], frames = [], packets_and_frames = [] }: Answer, complaints: string): Probed {
  return {
    ...(format && { format }),
    streams,
    frames: [...frames, ...packets_and_frames.filter((entry) => entry.type === "frame")],
    packets: packets_and_frames.filter((entry) => entry.type === "packet"),
    complaints,
  };
}
