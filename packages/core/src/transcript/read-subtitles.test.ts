import { describe, expect, it } from "vitest";
import { readSubtitles } from "./read-subtitles.ts";
import { origin } from "./testing.ts";
import { Transcript } from "./transcript.schema.ts";
import { joinWords } from "./word-split.ts";

const read = (text: string | Uint8Array, changes = {}) =>
  readSubtitles(typeof text === "string" ? Buffer.from(text) : text, origin(changes));
const textOf = ({ words }: Transcript) => joinWords(words.map(({ text }) => text));
const spans = ({ words, utterances }: Transcript) =>
  utterances.map(({ from, to }) => [words[from]?.startMs, words[to - 1]?.endMs]);

const first = "1\n00:00:01,000 --> 00:00:03,000\nGood morning.\n";
const second = "2\n00:00:04,000 --> 00:00:06,500\nThe ferry leaves at nine.\n";

describe("subtitles as they should be", () => {
  it("give words with times by their letters, certain and quotable, an utterance a cue", () => {
    const transcript = read(`${first}\n${second}`);
    expect(Transcript.parse(transcript)).toEqual(transcript);
    expect(transcript).toMatchObject({
      ...{ source: "sidecar", engine: "subrip", language: "und", timing: "interpolated" },
      ...{ confidence: 1, quotable: true, notes: [] },
      utterances: [
        { from: 0, to: 2 },
        { from: 2, to: 7 },
      ],
    });
    expect(transcript.words.slice(0, 2)).toEqual([
      { text: "Good", startMs: 1000, endMs: 1714, confidence: 1 },
      { text: "morning.", startMs: 1714, endMs: 3000, confidence: 1 },
    ]);
  });

  it("are read as WebVTT with its notes, styles, names, voices and settings", () => {
    const vtt = [
      "WEBVTT - a title\nKind: captions\n\nSTYLE\n::cue { color: red }\n\nNOTE\nnot --said\n",
      "intro\n00:01.000 --> 00:03.000 align:start position:10%\n<v.loud Mary Ann>Good <00:02.000><c.x>morning</c>.\n",
      "00:00:04.000 --> 00:00:05.000\n<v Tom>Yes &amp; no&#33;</v>\n<v Mary Ann>Oh.",
    ].join("\n");
    const transcript = read(vtt);
    expect(transcript.engine).toBe("webvtt");
    expect(transcript.words.map(({ text, speaker }) => `${speaker}: ${text}`)).toEqual([
      ...["Mary Ann: Good", "Mary Ann: morning."],
      ...["Tom: Yes &", "Tom: no!", "Mary Ann: Oh."],
    ]);
  });
});

describe("broken subtitles have a defined outcome:", () => {
  it.each<[string, string, string, string[]]>([
    [
      "lines end as on Windows",
      `${first}\n${second}`.replaceAll("\n", "\r\n"),
      "Good morning. The ferry leaves at nine.",
      [],
    ],
    ["no empty lines between cues", first + second, "Good morning. The ferry leaves at nine.", []],
    ["no numbers", `${first}\n${second}`.replace(/^\d\n/gm, ""), "Good morning. The ferry leaves at nine.", []],
    ["an empty line inside a cue", first.replace(" morning", "\n\nmorning"), "Good morning.", []],
    [
      "a year as the last line",
      `${first.replace("morning.", "\n1984")}\n${second}`,
      "Good 1984 The ferry leaves at nine.",
      [],
    ],
    ["it was cut off", `${first}\n${second.slice(0, -9)}`, "Good morning. The ferry leaves", []],
    ["it was cut off in a time", `${first}\n3\n00:00:07,0`, "Good morning. 3 00:00:07,0", []],
    ["points instead of commas, and short times", "0:1.5 --> 0:3\nGood morning.", "Good morning.", []],
    [
      "cues out of order",
      `${second}\n${first}`,
      "Good morning. The ferry leaves at nine.",
      ["1 cue stood out of order and were sorted"],
    ],
    [
      "a cue that begins before the footage",
      first.replace("00:00:01", "-00:00:01"),
      "Good morning.",
      ["1 cue began before the footage and were cut"],
    ],
    [
      "a cue that ends before it begins",
      first.replace("00:00:03", "00:00:00"),
      "Good morning.",
      ["1 cue ended before they began; their length was estimated"],
    ],
    [
      "a cue beyond the end",
      `${first}\n${second.replaceAll("00:00:0", "99:00:0")}`,
      "Good morning.",
      ["1 cue lay outside the footage and were left out"],
    ],
    [
      "a cue that stays for ever",
      first.replace("00:00:03", "00:00:59"),
      "Good morning.",
      ["1 cue stayed much longer than their words and were cut"],
    ],
    [
      "nonsense for a time",
      `${first}\n${second.replace("00:00:04", "00:99:04")}`,
      "Good morning.",
      ["1 cues had unreadable times and were left out"],
    ],
    [
      "nothing but sounds in a cue",
      `${first}\n${second.replace(/The.*/, "[APPLAUSE]\n(laughs)\n\u266a \u266a")}`,
      "Good morning.",
      [],
    ],
  ])("%s", (_what, text, said, notes) => {
    const transcript = read(text);
    expect(textOf(transcript)).toBe(said);
    expect(transcript.notes).toEqual(notes);
    expect(Transcript.parse(transcript)).toEqual(transcript);
  });

  it("cues that overlap divide their time; of those that begin together, one is said after the other", () => {
    const cue = (from: number, to: number, text: string) => `00:00:0${from}.000 --> 00:00:0${to}.000\n${text}\n\n`;
    const transcript = read(
      cue(1, 5, "Good morning.") + cue(3, 6, "Hello.") + cue(3, 6, "Is it nine?") + cue(7, 8, "Yes."),
    );
    expect(textOf(transcript)).toBe("Good morning. Hello. Is it nine? Yes.");
    expect(spans(transcript)).toEqual([
      [1000, 3000],
      [3000, expect.any(Number)],
      [expect.any(Number), 6000],
      [7000, 8000],
    ]);
    expect(transcript.notes).toEqual(["2 cues overlapped the one before; their times were divided"]);
    for (const [index, word] of transcript.words.entries()) {
      expect(word.endMs).toBeGreaterThanOrEqual(word.startMs);
      expect(transcript.words[index + 1]?.startMs ?? word.endMs).toBeGreaterThanOrEqual(word.endMs);
    }
  });

  it("live captions that roll give each line once", () => {
    const roll = ["one two", "three four", "five six", "seven eight", "nine ten"];
    const cues = roll.flatMap((line, index) => [
      `00:00:0${index}.000 --> 00:00:0${index}.990\n${roll[index - 1] ?? ""}\n${line.replace(" ", "<00:00:01.000><c> ")}</c>\n`,
      `00:00:0${index}.990 --> 00:00:0${index + 1}.000\n${line}\n`,
    ]);
    const transcript = read(`WEBVTT\n\n${cues.join("\n").replace("\n\n\n", "\n\n")}`.replace("990\n\n", "990\n"));
    expect(textOf(transcript)).toBe(roll.join(" "));
  });

  it("people who say a thing twice are heard twice", () => {
    const cues = [1, 2, 3, 4, 5].map((at) => `00:00:0${at}.000 --> 00:00:0${at + 1}.000\nNo!\n`);
    expect(textOf(read(cues.join("\n")))).toBe("No! No! No! No! No!");
  });
});

describe("what is no subtitle says why:", () => {
  it.each<[string, string | Uint8Array, string]>([
    ["nothing", "", "neither SubRip nor WebVTT"],
    ["a letter", "Dear Mary,\nhow are you?", "neither SubRip nor WebVTT"],
    ["a picture", Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]), "it is not text"],
    ["sounds only", "00:00:01,000 --> 00:00:02,000\n[MUSIC]", "none of its 1 cues has words"],
    ["another film's", first.replaceAll("00:00:", "10:00:"), "none of its 1 cues lies within the footage"],
    ["half a JSON", '{"results": {"items": [', "not whole JSON"],
    ["JSON of a camera", '{"lens": "35mm"}', "neither Amazon Transcribe nor Whisper"],
    ["a broken result", '{"results": {"items": [{"type": "pronunciation"}]}}', "results.items.0.start_time"],
    ["an empty result", '{"results": {"items": []}}', "it has no words"],
  ])("%s", (_what, given, reason) => {
    expect(() => read(given)).toThrow(
      expect.objectContaining({ code: "invalid", message: expect.stringContaining(reason) }),
    );
  });
});

describe("encodings that nobody told:", () => {
  const text = "00:00:01,000 --> 00:00:03,000\nCaf\u00e9 \u00e0 neuf heures\n";
  const utf16be = Buffer.from(text, "utf16le").swap16();
  const bom = (bytes: Uint8Array, ...mark: number[]) => Buffer.concat([Uint8Array.from(mark), bytes]);
  it.each<[string, Uint8Array, string[]]>([
    ["UTF-8", Buffer.from(text), []],
    ["UTF-8 with a mark", bom(Buffer.from(text), 0xef, 0xbb, 0xbf), []],
    ["UTF-16, little end first", bom(Buffer.from(text, "utf16le"), 0xff, 0xfe), ["It is written in UTF-16LE"]],
    ["UTF-16, big end first", bom(utf16be, 0xfe, 0xff), ["It is written in UTF-16BE"]],
    ["UTF-16 without a mark", Buffer.from(text, "utf16le"), ["It is written in UTF-16LE"]],
    ["Latin-1", Buffer.from(text, "latin1"), ["It is written in Windows-1252, not UTF-8"]],
  ])("%s", (_name, bytes, notes) => {
    const transcript = read(bytes);
    expect(textOf(transcript)).toBe("Caf\u00e9 \u00e0 neuf heures");
    expect(transcript.notes).toEqual(notes);
  });

  it("UTF-8 that was cut off in a letter stays UTF-8", () => {
    const long = `${text}${"\u00e9\u00e8 ".repeat(20)}`;
    const transcript = read(Buffer.from(`${long}\u00fc`).subarray(0, -1));
    expect(textOf(transcript)).toContain("Caf\u00e9");
    expect(transcript.notes).toEqual(["1 of its letters could not be read"]);
  });
});

describe("files of an absurd size", () => {
  const cues = (words: string) =>
    Array.from({ length: 200_000 }, (_, index) => {
      const at = (ms: number) => new Date(ms).toISOString().slice(11, 23);
      return `${at(index * 200)} --> ${at(index * 200 + 200)}\n${words}\n\n`;
    }).join("");

  it("of 200,000 cues are read", () => {
    expect(read(cues("well said"), { durationMs: 40_000_000 }).words).toHaveLength(400_000);
  });

  it("with more words than anybody says are refused", () => {
    expect(() => read(cues("well well said"), { durationMs: 40_000_000 })).toThrow("more than 500000 words");
  });
});
