import { readFile } from "node:fs/promises";
import path from "node:path";
import { runProgram } from "@videoflow/process/run";
import { type Engine, type HeardWord, patienceMs } from "./engine.ts";

const PIECE_SECONDS = 300;
/** The largest models have three gigabytes. */
const MEMORY_BYTES = 6 * 1024 ** 3;

interface Token {
  readonly text: string;
  readonly offsets?: { readonly from: number; readonly to: number };
  readonly p?: number;
}

interface Output {
  readonly result?: { readonly language?: string };
  readonly transcription?: readonly { readonly tokens?: readonly Token[] }[];
}

/** whisper.cpp with a model that the user has. A model whose name ends in `.en` hears English only. */
export function whisper(program: string, model: string): Engine {
  const name = path.basename(model, ".bin").replace(/^ggml-/, "");
  const isEnglish = /\.en\b/.test(name);
  return {
    name: `whisper.cpp ${name}`,
    pieceSeconds: PIECE_SECONDS,
    refuses: (language) =>
      isEnglish && !/^en\b/i.test(language)
        ? `The language ${language} is not heard by the model ${name}, which knows English only: set VIDEOFLOW_WHISPER_MODEL to one without .en in its name.`
        : undefined,
    async listen(file, { language, cwd, signal }) {
      const spoken = language?.split("-")[0] ?? (isEnglish ? "en" : "auto");
      const output = path.join(cwd, "heard");
      const howToGet = "set VIDEOFLOW_WHISPER_PATH to whisper-cli";
      await runProgram(
        { name: "whisper.cpp", path: program, howToGet },
        ["-m", model, "-f", file, "-l", spoken, "-ojf", "-of", output, "-np"],
        {
          ...{ cwd, signal, timeoutMs: patienceMs(PIECE_SECONDS), memoryBytes: MEMORY_BYTES },
        },
      );
      const heard = JSON.parse(await readFile(`${output}.json`, "utf8")) as Output;
      const words = (heard.transcription ?? []).flatMap(({ tokens = [] }) => wordsOf(tokens));
      const code = heard.result?.language;
      return { words, ...(language === undefined && code && { language: { code, score: 1 } }) };
    },
  };
}

/** Tokens are pieces of words: one that begins with a space begins a word. `[_BEG_]` and its like steer the machine. */
function wordsOf(tokens: readonly Token[]): HeardWord[] {
  const words: { text: string; startMs: number; endMs: number; shares: number[] }[] = [];
  for (const { text, offsets, p = 0 } of tokens) {
    if (!offsets || /^\[_.*\]$/.test(text)) continue;
    const last = words.at(-1);
    if (last && !text.startsWith(" ")) {
      last.text += text;
      last.endMs = offsets.to;
      last.shares.push(p);
    } else words.push({ text: text.trimStart(), startMs: offsets.from, endMs: offsets.to, shares: [p] });
  }
  return words
    .filter(({ text }) => text.trim() !== "")
    .map(({ shares, ...word }) => ({ ...word, confidence: shares.reduce((sum, p) => sum + p, 0) / shares.length }));
}
