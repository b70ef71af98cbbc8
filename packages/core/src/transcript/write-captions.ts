import type { Caption } from "./captions.ts";

/** WebVTT, with who speaks where that is known. `remark` tells people who open the file where the words come from. */
export function toWebVtt(captions: readonly Caption[], remark: string): string {
  const blocks = captions.map(({ startMs, endMs, lines, speaker }) => {
    const text = lines.map(escaped).join("\n");
    const voice = speaker ? `<v ${escaped(speaker)}>` : "";
    return `${clock(startMs, ".")} --> ${clock(endMs, ".")}\n${voice}${text}\n`;
  });
  // A note must not hold an arrow, or it would be read as times.
  return [`WEBVTT\n\nNOTE ${remark.replaceAll("-->", "")}\n`, ...blocks].join("\n");
}

/** SubRip: numbered, with commas, no names. */
export function toSubRip(captions: readonly Caption[]): string {
  return captions
    .map(({ startMs, endMs, lines }, index) => {
      const text = lines.map((line) => line.replaceAll("-->", "\u2192")).join("\n");
      return `${index + 1}\n${clock(startMs, ",")} --> ${clock(endMs, ",")}\n${text}\n`;
    })
    .join("\n");
}

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

function clock(ms: number, mark: "." | ","): string {
  const pad = (value: number, digits = 2) => String(Math.floor(value)).padStart(digits, "0");
  return `${pad(ms / 3_600_000)}:${pad((ms / 60_000) % 60)}:${pad((ms / 1000) % 60)}${mark}${pad(ms % 1000, 3)}`;
}
