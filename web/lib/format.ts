const BYTE_UNITS = ["B", "kB", "MB", "GB", "TB"] as const;

/** Bytes in decimal units with three significant figures, e.g. `4.21 MB`. */
export function formatBytes(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), BYTE_UNITS.length - 1);
  const value = bytes / 1000 ** power;
  const digits = power === 0 || value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return `${value.toFixed(digits)} ${BYTE_UNITS[power]}`;
}

/** Billionths of a dollar with two figures that count: `$1.20`, `$0.034`, `$0.00013`. */
export function formatUsd(nanoUsd: number): string {
  const usd = nanoUsd / 1e9;
  const digits = usd === 0 || usd >= 0.1 ? 2 : Math.min(Math.ceil(-Math.log10(usd)) + 1, 9);
  return `$${usd.toFixed(digits)}`;
}

/** A place in footage or its length as a clock shows it: `0:42`, `12:04`, `1:02:03`. */
export function formatClock(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const tail = `${h ? String(m).padStart(2, "0") : m}:${String(s).padStart(2, "0")}`;
  return h ? `${h}:${tail}` : tail;
}

/** Width and height of a picture in pixels: `1920×1080`. */
export function formatSize(width: number, height: number): string {
  return `${width}×${height}`;
}

/** How long something took or will take: `84 ms`, `4.2 s`, `3 min 12 s`, `2 h 5 min`. */
export function formatElapsed(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 9_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return seconds % 60 ? `${minutes} min ${seconds % 60} s` : `${minutes} min`;
  return minutes % 60 ? `${Math.floor(minutes / 60)} h ${minutes % 60} min` : `${Math.floor(minutes / 60)} h`;
}

const AGES: readonly (readonly [limitMs: number, unitMs: number, unit: Intl.RelativeTimeFormatUnit])[] = [
  [3_600_000, 60_000, "minute"],
  [86_400_000, 3_600_000, "hour"],
  [7 * 86_400_000, 86_400_000, "day"],
];
const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto", style: "short" });
const moment = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "medium" });
const calendar = new Intl.DateTimeFormat("en", { day: "numeric", month: "short", year: "numeric" });

/** How long ago something was: `just now`, `4 min. ago`, `yesterday`; a date when older than a week. */
export function formatAge(at: string, now: number): string {
  const age = now - Date.parse(at);
  if (age < 60_000) return "just now";
  const step = AGES.find(([limitMs]) => age < limitMs);
  return step ? relative.format(-Math.floor(age / step[1]), step[2]) : calendar.format(Date.parse(at));
}

/** A day in the reader's time zone: `28 Nov 2026` as their language has it. */
export const formatDay = (at: string): string => calendar.format(Date.parse(at));

/** Date and time to the second in the reader's time zone. */
export const formatMoment = (at: string): string => moment.format(Date.parse(at));

/** Frames a second as people say it: `25`, `29.97`, `23.976`. */
export function formatFrameRate(framesPerSecond: number): string {
  return String(Math.round(framesPerSecond * 1000) / 1000);
}

/** Bits a second: `128 kb/s`, `11.2 Mb/s`. */
export function formatBitRate(bitsPerSecond: number): string {
  return bitsPerSecond >= 1e6 ? `${(bitsPerSecond / 1e6).toFixed(1)} Mb/s` : `${Math.round(bitsPerSecond / 1000)} kb/s`;
}

const CODEC_NAMES: Readonly<Record<string, string>> = {
  aac: "AAC",
  ac3: "AC-3",
  av1: "AV1",
  dts: "DTS",
  eac3: "E-AC-3",
  flac: "FLAC",
  h264: "H.264",
  hevc: "HEVC",
  mjpeg: "Motion JPEG",
  mp3: "MP3",
  mpeg2video: "MPEG-2",
  mpeg4: "MPEG-4",
  opus: "Opus",
  prores: "ProRes",
  vorbis: "Vorbis",
  vp8: "VP8",
  vp9: "VP9",
};

/** A codec's name as people write it; ffprobe's own name when it is not a common one. */
export function formatCodec(codec: string): string {
  return CODEC_NAMES[codec] ?? codec.toUpperCase().replaceAll("_", " ");
}

const CHANNEL_NAMES: Readonly<Record<number, string>> = { 1: "mono", 2: "stereo", 6: "5.1", 8: "7.1" };

export function formatChannels(channels: number): string {
  return CHANNEL_NAMES[channels] ?? `${channels} channels`;
}

/** An identifier as words for people: `storyboardSprite` and `storyboard-sprite` become `Storyboard sprite`. */
export function formatName(name: string): string {
  const words = name
    .replaceAll(/[-_]/g, " ")
    .replaceAll(/(?<=[a-z])(?=[A-Z])/g, " ")
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
