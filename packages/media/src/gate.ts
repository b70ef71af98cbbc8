import type { Decoded, Inspection } from "@videoflow/core/asset/technical.schema";

/** What an installation takes. */
export interface Limits {
  readonly maxDurationMs: number;
  readonly maxBytes: number;
}

export type RefusalCode =
  | "empty"
  | "playlist"
  | "not_media"
  | "truncated"
  | "encrypted"
  | "no_tracks"
  | "unsupported_codec"
  | "too_long"
  | "too_large";

export type Verdict =
  | { readonly admitted: true }
  | { readonly admitted: false; readonly code: RefusalCode; readonly reason: string };

/**
 * Decides whether footage is worked on, from an inspection's facts alone. A refusal's reason is a sentence for the person
 * who gave the file: what is wrong with it, and where it helps, what to do. Order matters: the first thing that explains
 * all others wins (an encrypted file does not decode either).
 */
export function gate(inspection: Inspection, limits: Limits): Verdict {
  const { bytes, signature, technical, encrypted, video, audio } = inspection;
  if (bytes === 0) return refuse("empty", "This file is empty (0 bytes). The upload or the export may have failed.");
  if (bytes > limits.maxBytes) {
    return refuse("too_large", `This file has ${fileSize(bytes)}; the limit is ${fileSize(limits.maxBytes)}.`);
  }
  if (!technical) return unreadable(inspection);
  if (encrypted) {
    return refuse("encrypted", "This file is encrypted or copy-protected. Give an export without protection.");
  }
  if (video.tracks + audio.tracks === 0) {
    return refuse("no_tracks", "This file has neither picture nor sound in it.");
  }
  const unsupported = unsupportedCodec(video, "picture") ?? unsupportedCodec(audio, "sound");
  if (unsupported) return unsupported;
  if (video.tracks > 0 ? video.frames === 0 : audio.frames === 0) {
    const what = video.tracks > 0 ? "picture" : "sound";
    const promise = technical.durationMs > 0 ? ` of the ${duration(technical.durationMs)} that it promises` : "";
    // A container that begins in the middle is known to its reader, but has no first bytes to be known by.
    const file = signature.kind === "unknown" ? "this file" : signature.name;
    return refuse("truncated", `Not one ${what}${promise} can be read from ${file}: it is cut off or damaged.`);
  }
  if (technical.durationMs > limits.maxDurationMs) {
    const [length, limit] = [technical.durationMs, limits.maxDurationMs].map(duration);
    return refuse("too_long", `This file is ${length} long; the limit is ${limit}.`);
  }
  return { admitted: true };
}

const refuse = (code: RefusalCode, reason: string): Verdict => ({ admitted: false, code, reason });

/** No demuxer made sense of it: its first bytes say what it is instead. */
function unreadable({ bytes, signature }: Inspection): Verdict {
  switch (signature.kind) {
    case "playlist":
      return refuse("playlist", `This is ${signature.name}, not footage: it only names other files. Give those files.`);
    case "mp4":
      return refuse(
        "truncated",
        `This is ${signature.name} of ${fileSize(bytes)} whose index is missing or damaged: the recording or the copy was cut off. Copy it again, or repair it in the camera.`,
      );
    default:
      return refuse("not_media", `This is ${signature.name}, not footage: no video or audio was found in it.`);
  }
}

/** Refused only when no track of the kind can be read: one that can is chosen. */
function unsupportedCodec(kind: Decoded, what: string): Verdict | undefined {
  if (kind.tracks === 0 || kind.unknownCodecs.length < kind.tracks) return undefined;
  const codecs = [...new Set(kind.unknownCodecs)].join(", ");
  return refuse(
    "unsupported_codec",
    `The ${what} of this file is coded as ${codecs}, which cannot be read here. Convert it first.`,
  );
}

/** `1.5 GB`, `12 MB`, `340 bytes`, in powers of 1000 as disks are sold. */
function fileSize(bytes: number): string {
  const units = ["bytes", "kB", "MB", "GB", "TB"];
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  return `${Number((bytes / 1000 ** power).toPrecision(3))} ${units[power]}`;
}

/** `25 h 10 min`, `4 min 5 s`, `1.5 s`: two units at most. */
function duration(milliseconds: number): string {
  const total = Math.round(milliseconds / 1000);
  if (total < 10) return `${Number((milliseconds / 1000).toFixed(1))} s`;
  const parts = [
    [Math.floor(total / 3600), "h"],
    [Math.floor(total / 60) % 60, "min"],
    [total % 60, "s"],
  ] as const;
  const first = parts.findIndex(([value]) => value > 0);
  const shown = parts.slice(first, first + 2).filter(([value]) => value > 0);
  return shown.map(([value, unit]) => `${value} ${unit}`).join(" ");
}
