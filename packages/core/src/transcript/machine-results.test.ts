import { describe, expect, it } from "vitest";
import { readSubtitles } from "./read-subtitles.ts";
import { origin } from "./testing.ts";

const read = (json: unknown) => readSubtitles(Buffer.from(JSON.stringify(json)), origin());
const spoken = (content: string, from: string, to: string, confidence: string, more = {}) => ({
  ...{ type: "pronunciation", start_time: from, end_time: to, alternatives: [{ confidence, content }] },
  ...more,
});
const mark = (content: string) => ({ type: "punctuation", alternatives: [{ confidence: "0.0", content }] });

describe("a result of Amazon Transcribe", () => {
  const items = [
    spoken("Good", "0.04", "0.5", "0.99"),
    spoken("morning", "0.5", "1.0", "0.79"),
    mark("."),
    spoken("Yes", "2.5", "3.0", "0.5"),
  ];

  it("gives words with their own times and confidences, and punctuation with the word before", () => {
    const transcript = read({ jobName: "x", results: { language_code: "en-GB", items } });
    expect(transcript).toMatchObject({ engine: "AWS Transcribe", language: "en-GB", timing: "measured" });
    expect(transcript.words).toEqual([
      { text: "Good", startMs: 40, endMs: 500, confidence: 0.99 },
      { text: "morning.", startMs: 500, endMs: 1000, confidence: 0.79 },
      { text: "Yes", startMs: 2500, endMs: 3000, confidence: 0.5 },
    ]);
    expect(transcript.utterances).toEqual([
      { from: 0, to: 2 },
      { from: 2, to: 3 },
    ]);
    expect(transcript.confidence).toBeCloseTo(0.753, 2);
    expect(transcript.quotable).toBe(false);
  });

  it("names speakers from the words or from the list apart", () => {
    const labelled = read({ results: { items: [spoken("Yes", "2.5", "3.0", "0.5", { speaker_label: "spk_1" })] } });
    const segments = [{ speaker_label: "spk_0", items: [{ start_time: "2.50", speaker_label: "spk_0" }] }];
    const apart = read({ results: { items: items.slice(3), speaker_labels: { segments } } });
    expect([labelled.words[0]?.speaker, apart.words[0]?.speaker]).toEqual(["spk_1", "spk_0"]);
  });

  it("says when its language was a guess", () => {
    const language_identification = [{ code: "en-US", score: "0.0" }];
    expect(read({ results: { items, language_identification } })).toMatchObject({
      language: "en-US",
      notes: ["The language was not identified; it was heard as en-US"],
    });
  });
});

describe("a result of a Whisper", () => {
  const words = [
    { word: " Good", start: 0.1, end: 0.4, probability: 0.9 },
    { word: " morning.", start: 0.4, end: 1.0, probability: 0.7 },
  ];
  const expected = [
    { text: "Good", startMs: 100, endMs: 400, confidence: 0.9 },
    { text: "morning.", startMs: 400, endMs: 1000, confidence: 0.7 },
  ];
  const segment = { id: 0, start: 0, end: 1, text: " Good morning.", avg_logprob: -0.2, words };
  it.each<[string, unknown]>([
    ["openai-whisper", { text: "Good morning.", segments: [segment], language: "en" }],
    ["faster-whisper", [segment]],
    ["faster-whisper with what it says of itself", { info: { language: "en" }, segments: [segment] }],
    [
      "WhisperX",
      { segments: [{ ...segment, words: words.map(({ probability: score, ...word }) => ({ ...word, score })) }] },
    ],
  ])("%s is read with the times of its words", (_name, json) => {
    expect(read(json)).toMatchObject({ engine: "whisper", timing: "measured", words: expected, notes: [] });
  });

  it("without times of words has them interpolated, as sure as its segment", () => {
    const transcript = read({ language: "en", segments: [{ ...segment, words: undefined }] });
    expect(transcript).toMatchObject({ language: "en", timing: "interpolated" });
    expect(transcript.words[0]).toMatchObject({ text: "Good", startMs: 0 });
    expect(transcript.confidence).toBeCloseTo(Math.exp(-0.2), 3);
  });

  it("that says nothing of its confidence is never quotable", () => {
    const transcript = read({ segments: [{ start: 0, end: 1, text: "Good morning." }] });
    expect(transcript).toMatchObject({ quotable: false, notes: ["Its machine did not say how sure it was"] });
  });

  it("of whisper.cpp puts words together from tokens", () => {
    const token = (text: string, from: number, to: number, p: number) => ({ text, offsets: { from, to }, id: 1, p });
    const json = {
      model: { type: "base" },
      result: { language: "de" },
      transcription: [
        {
          offsets: { from: 0, to: 1000 },
          text: " Guten Morgen.",
          tokens: [
            token("[_BEG_]", 0, 0, 0.9),
            token(" Gut", 100, 300, 0.8),
            token("en", 300, 400, 0.6),
            token(" Morgen", 400, 900, 0.9),
            token(".", 900, 1000, 0.7),
          ],
        },
      ],
    };
    expect(read(json)).toMatchObject({
      ...{ engine: "whisper.cpp base", language: "de", timing: "measured" },
      words: [
        { text: "Guten", startMs: 100, endMs: 400, confidence: 0.7 },
        { text: "Morgen.", startMs: 400, endMs: 1000, confidence: expect.closeTo(0.8, 5) },
      ],
    });
  });
});
