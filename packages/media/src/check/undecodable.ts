import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { run } from "@videoflow/process/run";
import { FAST, startOf } from "../probe.ts";
import { type Source, untrusted } from "../untrusted.ts";
import { numeric } from "../values.ts";

/** The file that pictures come from, and which of its streams, from 0. */
export interface Original {
  readonly source: Source;
  readonly stream: number;
}

/** In milliseconds from where the file begins; `endMs` is infinite where nothing mends the last picture. */
export interface Span {
  readonly startMs: number;
  readonly endMs: number;
}

/** Some containers can only be entered between two key pictures: what comes before the first tells nothing. */
const LEAD_MS = 10_000;
/** Decoders write these of errors, and at this one of what they concealed. */
const [ERROR, INFO] = [16, 32];
/** What decoders find wrong beside the picture, or what they say of pictures that an edit or a recorder left out. */
const HARMLESS = /\b(SEI|VUI|[SPV]PS|APP fields|mmco|user data|number of reference frames)\b/i;

/**
 * Where pictures cannot be decoded as they were written: each that its decoder complains about or conceals something in, and
 * those predicted from it, up to the next key picture. From what is between two others next to nothing is predicted. Decodes all from
 * `fromMs` to `toMs` with one thread, since only then a complaint belongs to the picture that was decoded last. Tells nothing of a
 * stream without time stamps. Throws when the source cannot be read.
 */
export async function undecodable(
  { source, stream }: Original,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
  options: { readonly timeoutMs: number; readonly signal?: AbortSignal },
): Promise<Span[]> {
  const start = await startOf(source);
  if (start === undefined) return [];
  const enough = new AbortController();
  const spans = noSpans();
  const read = (output: Readable) =>
    eachPicture(output, (picture) => {
      const atMs = Math.round(1000 * (picture.seconds - start));
      spans.show(picture, atMs);
      if (atMs >= toMs) enough.abort();
    });
  try {
    await run("ffprobe", questions(source, stream, Math.max(0, fromMs - LEAD_MS)), {
      ...{ timeoutMs: options.timeoutMs, read },
      signal: AbortSignal.any([enough.signal, ...(options.signal ? [options.signal] : [])]),
    });
  } catch (error) {
    if (error !== enough.signal.reason) throw error;
  }
  return spans.all();
}

const questions = (source: Source, stream: number, fromMs: number): string[] => [
  ...["-v", "error", "-threads", "1", ...FAST, ...untrusted(source)],
  ...["-select_streams", String(stream), "-show_packets", "-show_frames", "-show_log", String(INFO)],
  ...["-show_entries", "packet=pts_time:frame=best_effort_timestamp_time,key_frame,pict_type:log=level,message"],
  ...(fromMs === 0 ? [] : ["-read_intervals", `+${fromMs}ms%`]),
  ...["-of", "compact"],
];

interface Picture {
  readonly seconds: number;
  readonly isKey: boolean;
  /** Predicted from both sides. */
  readonly isBetween: boolean;
  /** When the pictures are shown that decoders complained about since the one before. */
  readonly complaints: readonly number[];
}

/**
 * Reads what ffprobe tells: of each packet, of the picture that comes out (another, where pictures are shown in another order), and
 * what the decoder said of the packet meanwhile.
 */
async function eachPicture(output: Readable, take: (picture: Picture) => void): Promise<void> {
  let packet: number | undefined;
  let picture: (Picture & { complaints: number[] }) | undefined;
  const done = () => picture && take(picture);
  for await (const line of createInterface({ input: output })) {
    const kind = line.slice(0, line.indexOf("|"));
    if (kind === "packet" || kind === "frame") {
      done();
      picture = undefined;
    }
    if (kind === "packet") packet = numeric(told(line, "pts_time"));
    const seconds = kind === "frame" ? numeric(told(line, "best_effort_timestamp_time")) : undefined;
    if (seconds !== undefined) {
      const isBetween = told(line, "pict_type") === "B";
      picture = { seconds, isKey: told(line, "key_frame") === "1", isBetween, complaints: [] };
    }
    if (picture && isComplaint(line)) picture.complaints.push(Math.max(packet ?? 0, picture.seconds));
  }
  done();
}

const told = (line: string, name: string): string | undefined =>
  new RegExp(`\\|${name}=([^|]*)`).exec(line)?.[1]?.trim();

function isComplaint(line: string): boolean {
  const level = numeric(told(line, "level"));
  if (level === undefined || level > INFO) return false;
  const message = told(line, "message") ?? "";
  return level <= ERROR ? !HARMLESS.test(message) : message.includes("concealing");
}

function noSpans() {
  const spans: Span[] = [];
  let [isEntered, lasts] = [false, false];
  let since: number | undefined;
  let waiting: number[] = [];
  return {
    show({ seconds, isKey, isBetween, complaints }: Picture, atMs: number): void {
      waiting.push(...complaints);
      const due = waiting.filter((time) => time <= seconds);
      waiting = waiting.filter((time) => time > seconds);
      if (isKey) isEntered = true;
      // One that never came out is missed by those after it.
      if (due.some((time) => time < seconds)) lasts = true;
      if (isKey) lasts = false;
      const isBroken = due.includes(seconds);
      if (isBroken && !isBetween) lasts = true;
      if (isEntered && (isBroken || lasts)) since ??= atMs;
      else if (since !== undefined) {
        spans.push({ startMs: since, endMs: atMs });
        since = undefined;
      }
    },
    all: (): Span[] => (since === undefined ? spans : [...spans, { startMs: since, endMs: Number.POSITIVE_INFINITY }]),
  };
}
