import { describe, expect, it } from "vitest";
import { CAPTION, columnsOf } from "./caption-shape.ts";
import { type Caption, captionsOf } from "./captions.ts";
import { compose } from "./compose.ts";
import { readSubtitles } from "./read-subtitles.ts";
import { chance, origin } from "./testing.ts";
import type { Transcript, Word } from "./transcript.schema.ts";
import { joinWords } from "./word-split.ts";
import { toSubRip, toWebVtt } from "./write-captions.ts";

const transcriptOf = (words: Word[]): Transcript =>
  compose({
    ...origin(),
    notes: [],
    engine: "test",
    timing: "measured",
    words,
    durationMs: (words.at(-1)?.endMs ?? 0) + 1000,
  });

/** Speech as it may come: long and short words, pauses of every length, sentences, speakers, sometimes an address. */
function randomWords(seed: number, script: "spaced" | "unspaced"): Word[] {
  const random = chance(seed);
  const upTo = (most: number) => Math.floor(random() * most);
  const letter = () => String.fromCodePoint(script === "spaced" ? 97 + upTo(26) : 0x4e00 + upTo(5000));
  const words: Word[] = [];
  let at = upTo(3000);
  let speaker: string | undefined;
  const count = 1 + upTo(150);
  for (let index = 0; index < count; index++) {
    const letters = random() < 0.01 ? 60 : 1 + upTo(script === "spaced" ? 10 : 3);
    const mark = ["", "", "", "", ",", ".", "?"][upTo(7)];
    const length = random() < 0.02 ? 9000 : upTo(700);
    if (random() < 0.05) speaker = random() < 0.3 ? undefined : `spk_${upTo(3)}`;
    const text = Array.from({ length: letters }, letter).join("") + mark;
    words.push({ text, startMs: at, endMs: at + length, confidence: 1, ...(speaker && { speaker }) });
    at += length + (random() < 0.1 ? upTo(4000) : upTo(150));
  }
  return words;
}

const bare = (text: string) => text.replaceAll(" ", "");
const readingMs = ({ lines }: Caption) => (1000 * columnsOf(lines.join(""))) / CAPTION.readingSpeed;

describe.each(["spaced", "unspaced"] as const)("captions of %s words, whatever these are,", (script) => {
  const cases = Array.from({ length: 150 }, (_, seed) => randomWords(seed, script)).map((words) => ({
    words,
    captions: captionsOf(transcriptOf(words)),
  }));

  it("say every word once, in order", () => {
    for (const { words, captions } of cases) {
      expect(bare(captions.flatMap(({ lines }) => lines).join(""))).toBe(words.map(({ text }) => text).join(""));
    }
  });

  it("have at most two lines, none empty, none wider than a screen", () => {
    for (const caption of cases.flatMap(({ captions }) => captions)) {
      expect(caption.lines.length).toBeLessThanOrEqual(CAPTION.lines);
      for (const line of caption.lines) {
        expect(columnsOf(line)).toBeGreaterThan(0);
        expect(columnsOf(line)).toBeLessThanOrEqual(CAPTION.columns);
        expect(line).toBe(line.trim());
      }
    }
  });

  it("follow each other, and stay as long as they can be read where the next leaves them time", () => {
    for (const { captions } of cases) {
      for (const [index, caption] of captions.entries()) {
        const nextMs = captions[index + 1]?.startMs ?? Number.POSITIVE_INFINITY;
        const lasts = caption.endMs - caption.startMs;
        expect(caption.endMs).toBeLessThanOrEqual(nextMs);
        expect(lasts).toBeLessThanOrEqual(CAPTION.longestMs);
        if (caption.endMs < nextMs) {
          expect(lasts).toBeGreaterThanOrEqual(CAPTION.shortestMs);
          expect(lasts).toBeGreaterThanOrEqual(Math.min(CAPTION.longestMs, Math.floor(readingMs(caption))));
        }
      }
    }
  });

  it("never run across speakers", () => {
    for (const { words, captions } of cases) {
      const voices = words.map(({ text, speaker = "" }) => ({ text, speaker }));
      for (const { lines, speaker = "" } of captions) {
        let left = bare(lines.join(""));
        while (left) {
          const voice = voices[0];
          expect(voice?.speaker).toBe(speaker);
          const taken = Math.min(left.length, voice?.text.length ?? 0);
          left = left.slice(taken);
          if (voice) voice.text = voice.text.slice(taken);
          if (voice?.text === "") voices.shift();
        }
      }
    }
  });
});

/** Words said evenly, at a usual speed. */
const said = (text: string, msPerLetter = 60): Word[] => {
  let at = 0;
  return text.split(" ").map((word) => {
    const startMs = at;
    at += (word.length + 1) * msPerLetter;
    return { text: word, startMs, endMs: at - 20, confidence: 1 };
  });
};

const PROSE =
  "And mister John Dashwood had then leisure to consider how much there might be prudently in his power to do for them. " +
  "He was not an ill disposed young man, unless to be rather cold hearted and rather selfish is to be ill disposed. " +
  "But he was, in general, well respected; for he conducted himself with propriety in the discharge of his ordinary duties. I do.";

describe("captions of prose", () => {
  const captions = captionsOf(transcriptOf(said(PROSE)));

  it("leave no short word alone, on a line or in a cue", () => {
    for (const line of captions.flatMap(({ lines }) => lines)) {
      expect(line.includes(" ") || columnsOf(line) > 6, line).toBe(true);
    }
  });

  it("end a line where a sentence ends", () => {
    const ends = captions.flatMap(({ lines }) => lines);
    for (const sentence of ["do for them.", "be ill disposed.", "ordinary duties."]) {
      expect(ends.some((line) => line.endsWith(sentence))).toBe(true);
    }
  });

  it("are read in the time that they have", () => {
    for (const caption of captions) expect(caption.endMs - caption.startMs).toBeGreaterThanOrEqual(readingMs(caption));
  });
});

it("keeps together what the writer of subtitles put into one cue", () => {
  const srt =
    "00:00:00,400 --> 00:00:03,900\nWelcome to the harbour. The morning ferry leaves at nine.\n\n00:00:04,400 --> 00:00:07,400\nBehind the old town the hills repeat without end.";
  const captions = captionsOf(readSubtitles(Buffer.from(srt), origin()));
  expect(captions).toEqual([
    { startMs: 400, endMs: 3900, lines: ["Welcome to the harbour.", "The morning ferry leaves at nine."] },
    { startMs: 4400, endMs: 7400, lines: ["Behind the old town the", "hills repeat without end."] },
  ]);
});

describe("written down", () => {
  const captions: Caption[] = [
    { startMs: 3_723_004, endMs: 3_724_000, lines: ["a < b & c", "--> d"], speaker: "Tom & Mary" },
    { startMs: 3_725_000, endMs: 3_726_000, lines: ["e"] },
  ];

  it("as WebVTT, escape what WebVTT would take for markup", () => {
    expect(toWebVtt(captions, "Heard --> by a machine")).toBe(
      "WEBVTT\n\nNOTE Heard  by a machine\n\n01:02:03.004 --> 01:02:04.000\n<v Tom &amp; Mary>a &lt; b &amp; c\n--&gt; d\n\n01:02:05.000 --> 01:02:06.000\ne\n",
    );
  });

  it("are read again as they were", () => {
    const again = (text: string) => {
      const { words } = readSubtitles(Buffer.from(text), origin({ durationMs: 4_000_000 }));
      return joinWords(words.map(({ text }) => text));
    };
    expect(again(toWebVtt(captions, "x"))).toBe("a < b & c --> d e");
    expect(again(toSubRip(captions))).toBe("a < b & c \u2192 d e");
  });
});
