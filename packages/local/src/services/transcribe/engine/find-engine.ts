import { constants } from "node:fs";
import { access } from "node:fs/promises";
import path from "node:path";
import type { Engine } from "./engine.ts";
import { pocketSphinx } from "./pocketsphinx.ts";
import { whisper } from "./whisper.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The best engine of this machine, looked for anew for every job: whisper.cpp when it has a model, else PocketSphinx.
 *
 * VIDEOFLOW_WHISPER_PATH   the program; else `whisper-cli` or `whisper-cpp` on the PATH
 * VIDEOFLOW_WHISPER_MODEL  its model, a file in ggml's format
 */
export async function findEngine(environment: Environment = process.env): Promise<Engine | undefined> {
  const { VIDEOFLOW_WHISPER_PATH: stated, VIDEOFLOW_WHISPER_MODEL: model, PATH = "" } = environment;
  const program = stated || (await onPath(PATH, "whisper-cli", "whisper-cpp"));
  if (program && model && (await may(program, constants.X_OK)) && (await may(model, constants.R_OK))) {
    return whisper(program, model);
  }
  const sphinx = await onPath(PATH, "pocketsphinx_continuous");
  return sphinx ? pocketSphinx(sphinx) : undefined;
}

async function onPath(folders: string, ...names: readonly string[]): Promise<string | undefined> {
  for (const name of names) {
    for (const folder of folders.split(path.delimiter)) {
      const program = path.join(folder, name);
      if (folder && (await may(program, constants.X_OK))) return program;
    }
  }
  return undefined;
}

const may = (file: string, mode: number): Promise<boolean> =>
  access(file, mode).then(
    () => true,
    () => false,
  );
