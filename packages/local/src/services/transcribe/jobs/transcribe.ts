import { writeFile } from "node:fs/promises";
import path from "node:path";
import { run } from "@videoflow/process/run";
import { ToolError } from "@videoflow/process/tool-error";
import { AwsError } from "../../../error.ts";
import { probe } from "../../mediaconvert/ffmpeg/probe.ts";
import { untrusted } from "../../mediaconvert/ffmpeg/untrusted.ts";
import type { Objects } from "../../mediaconvert/objects.ts";
import type { Engine, Heard, HeardWord } from "../engine/engine.ts";
import { piecesOf, SAMPLE_RATE } from "../engine/pieces.ts";
import { JobFailure } from "../errors.ts";
import type { JobRecord } from "./jobs.ts";
import { placeOf } from "./request.ts";
import { resultOf } from "./result.ts";

export interface Workplace {
  /** Empty, and on the same file system as the objects. */
  readonly directory: string;
  readonly account: string;
  readonly objects: Objects;
  readonly engine: Engine;
  readonly signal: AbortSignal;
}

/** Sound is decoded hundreds of times faster than it lasts. */
const DECODE_MS = 3_600_000;

/** Hears a job's media and writes the result where it was ordered. Throws JobFailure. */
export async function transcribe(job: JobRecord, place: Workplace): Promise<Heard> {
  const { engine, objects, directory } = place;
  const { LanguageCode, LanguageOptions = [] } = job.request;
  const refusal = refusalOf(engine, LanguageCode ? [LanguageCode] : LanguageOptions);
  if (refusal) throw new JobFailure(refusal);
  const raw = await decode(job, place);
  const heard = await hear(raw, LanguageCode, place);
  const file = path.join(directory, "result.json");
  await writeFile(file, JSON.stringify(resultOf(job, place.account, heard)));
  const { bucket, key } = job.output;
  try {
    await objects.adopt(job.reader, { bucket, key, path: file, contentType: "application/json" });
  } catch (cause) {
    if (!(cause instanceof AwsError)) throw cause;
    throw new JobFailure(`The result could not be written to s3://${bucket}/${key}: ${cause.code}: ${cause.message}`, {
      cause,
    });
  }
  return heard;
}

/** Why none of the languages is heard; undefined when one is, or when none is named. */
function refusalOf(engine: Engine, languages: readonly string[]): string | undefined {
  const refusals = languages.map((language) => engine.refuses(language));
  return refusals.every((refusal) => refusal !== undefined) ? refusals[0] : undefined;
}

/** Brings the sound into the one form that engines hear: raw, 16 bits, 16 kHz, mono. */
async function decode(job: JobRecord, { directory, objects, signal }: Workplace): Promise<string> {
  const uri = job.request.Media?.MediaFileUri;
  const { bucket, key } = placeOf(uri);
  const raw = path.join(directory, "sound.raw");
  try {
    const { path: input } = await objects.locate(job.reader, bucket, key);
    const { audio } = await probe(input, directory, signal);
    if (audio.length === 0) throw new JobFailure(`${uri} has no sound.`);
    const shape = ["-map", "0:a:0", "-ac", "1", "-ar", String(SAMPLE_RATE), "-f", "s16le"];
    await run("ffmpeg", ["-nostdin", "-v", "error", ...untrusted(input), ...shape, "-y", `file:${raw}`], {
      ...{ cwd: directory, signal, timeoutMs: DECODE_MS },
    });
  } catch (cause) {
    if (cause instanceof AwsError)
      throw new JobFailure(`${uri} cannot be read: ${cause.code}: ${cause.message}`, { cause });
    if (cause instanceof ToolError && cause.kind !== "missing")
      throw new JobFailure(`${uri} is no media that can be decoded: ${cause.message}`, { cause });
    throw cause;
  }
  return raw;
}

async function hear(
  raw: string,
  language: string | undefined,
  { engine, directory, signal }: Workplace,
): Promise<Heard> {
  const words: HeardWord[] = [];
  let found: Heard["language"];
  const file = path.join(directory, "piece.wav");
  for await (const { startMs } of piecesOf(raw, engine.pieceSeconds, file)) {
    const heard = await engine.listen(file, { language, cwd: directory, signal });
    for (const word of heard.words)
      words.push({ ...word, startMs: startMs + word.startMs, endMs: startMs + word.endMs });
    // The language of the first words is the language of all.
    if (found === undefined || (words.length === heard.words.length && words.length > 0))
      found = heard.language ?? found;
  }
  return { words, ...(found && { language: found }) };
}
