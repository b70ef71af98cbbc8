import { AppError } from "../error.ts";

/** Text with line feeds only. `note` says what was odd about its encoding, for people. */
export interface DecodedText {
  readonly text: string;
  readonly note?: string;
}

const SAMPLE_BYTES = 4096;
/** Latin text in UTF-16 has a zero in every second byte. */
const MANY = 0.2;

/**
 * Reads text whose encoding nobody told: by its byte order mark, else UTF-16 where every second byte is zero, else UTF-8, else
 * Windows-1252, which is also what Latin-1 is read as on the web. Throws `invalid` for what is no text.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const wide = wideEncoding(bytes);
  if (wide) return { text: tidy(new TextDecoder(wide).decode(bytes)), note: `It is written in ${wide.toUpperCase()}` };
  if (bytes.subarray(0, SAMPLE_BYTES).includes(0)) throw new AppError("invalid", "it is not text");
  const text = new TextDecoder("utf-8").decode(bytes);
  const broken = count(text, /\u{fffd}/gu);
  if (broken === 0) return { text: tidy(text) };
  // A file that was cut off in the middle of a letter is still UTF-8; one in which every accent is broken is not.
  if (broken * 10 <= count(text, /[^\0-\x7f]/gu)) {
    return { text: tidy(text), note: `${broken} of its letters could not be read` };
  }
  return {
    text: tidy(new TextDecoder("windows-1252").decode(bytes)),
    note: "It is written in Windows-1252, not UTF-8",
  };
}

function wideEncoding(bytes: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  const zeros = [0, 0];
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  for (const [index, byte] of sample.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros.map((found) => found / (sample.length / 2));
  if (odd > MANY && even < odd / 4) return "utf-16le";
  return even > MANY && odd < even / 4 ? "utf-16be" : undefined;
}

const tidy = (text: string): string => text.replace(/^\u{feff}/u, "").replace(/\r\n?/g, "\n");

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;
