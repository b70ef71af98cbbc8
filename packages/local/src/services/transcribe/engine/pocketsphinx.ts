import { text } from "node:stream/consumers";
import { runProgram } from "@videoflow/process/run";
import { type Engine, type HeardWord, patienceMs } from "./engine.ts";

const PIECE_SECONDS = 60;

/** `leisure(2) 2.260 2.710 0.454575`: a word, its times in seconds, its posterior. */
const WORD = /^(\S+) (\d+\.\d+) (\d+\.\d+) (\d+\.\d+)$/;
/** Silence and noises; `(2)` is the second way to say a word. */
const NOT_A_WORD = /^(?:<.*>|\[.*\]|\+\+.*\+\+)$/;
const VARIANT = /\(\d+\)$/;

/**
 * Its posteriors only compare the words that it considered, and it is wrong in 37 to 65 of 100 words: even where it is sure
 * of a word, it is right little more than every other time.
 */
const LEAST_CONFIDENCE = 0.1;
const MOST_CONFIDENCE = 0.55;

/** CMU PocketSphinx with its English model, as Debian has it. */
export const pocketSphinx = (program: string): Engine => ({
  name: "pocketsphinx en-us",
  pieceSeconds: PIECE_SECONDS,
  refuses: (language) =>
    /^en\b/i.test(language)
      ? undefined
      : `The language ${language} is not heard by pocketsphinx, which knows English only: put a subtitle file beside ` +
        "the media, or set VIDEOFLOW_WHISPER_PATH and VIDEOFLOW_WHISPER_MODEL to whisper.cpp and a model of many languages.",
  async listen(file, { language, cwd, signal }) {
    const howToGet = "install Debian's pocketsphinx and pocketsphinx-en-us";
    const sphinx = { name: "pocketsphinx", path: program, howToGet };
    const { value: output } = await runProgram(sphinx, ["-infile", file, "-time", "yes"], {
      ...{ cwd, signal, timeoutMs: patienceMs(PIECE_SECONDS), read: text },
    });
    // It cannot tell languages apart: that these words are English is no finding.
    return { words: wordsOf(output), ...(language === undefined && { language: { code: "en-US", score: 0 } }) };
  },
});

function wordsOf(output: string): HeardWord[] {
  return output.split("\n").flatMap((line) => {
    const [, spoken = "", from, to, posterior] = WORD.exec(line) ?? [];
    const text = spoken.replace(VARIANT, "");
    if (text === "" || NOT_A_WORD.test(text)) return [];
    const sure = Math.min(1, Number(posterior));
    const confidence = LEAST_CONFIDENCE + (MOST_CONFIDENCE - LEAST_CONFIDENCE) * sure;
    return [{ text, startMs: Number(from) * 1000, endMs: Number(to) * 1000, confidence }];
  });
}
