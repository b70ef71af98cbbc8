import path from "node:path";
import type { JobPhase } from "@aws-sdk/client-mediaconvert";
import { ToolError } from "@videoflow/process/tool-error";
import { AwsError } from "../../../error.ts";
import type { Principal } from "../../../service.ts";
import { JobError, JobErrorCode } from "../errors.ts";
import { buildCommands } from "../ffmpeg/command.ts";
import { type Probe, probe } from "../ffmpeg/probe.ts";
import { runTogether } from "../ffmpeg/run-together.ts";
import type { Objects } from "../objects.ts";
import { parseUri } from "../settings/output-names.ts";
import type { JobRecord, OutputGroupReport, OutputReport } from "./jobs.ts";
import { type JobLimits, longestMs, stallClock } from "./limits.ts";
import { type Made, takeStock } from "./stock.ts";

export interface Workplace {
  /** Empty, and on the same file system as the objects. */
  readonly directory: string;
  readonly objects: Objects;
  readonly signal: AbortSignal;
  readonly limits: JobLimits;
  readonly onProgress: (phase: JobPhase, percent: number) => void;
}

/** Of each process; 8K with its frames for several threads takes some four. */
const MEMORY_BYTES = 6 * 1024 ** 3;

/** Reads the input, makes all outputs with ffmpeg, looks at each, and hands them to S3. Throws JobError. */
export async function transcode(job: JobRecord, { directory, objects, signal, limits, onProgress }: Workplace) {
  const settings = job.request.Settings ?? {};
  const fileInput = settings.Inputs?.[0]?.FileInput ?? "";
  const role: Principal = { kind: "role", arn: job.request.Role ?? "", session: `mediaconvert-${job.id}` };

  const input = await locateInput(objects, role, fileInput);
  const source = await probeInput(input, fileInput, directory, signal);
  const { commands, outputs } = buildCommands(settings, input, source);
  onProgress("TRANSCODING", 0);
  using clock = stallClock(limits.stallMs);
  try {
    await runTogether(commands, {
      cwd: directory,
      signal: AbortSignal.any([signal, clock.signal]),
      timeoutMs: longestMs(limits, source.durationMs),
      memoryBytes: MEMORY_BYTES,
      onReached(reachedMs) {
        clock.gotOn();
        onProgress("TRANSCODING", percentOf(reachedMs, source));
      },
    });
  } catch (cause) {
    if (signal.aborted) throw cause;
    const took = (why: string) =>
      new JobError(JobErrorCode.timeout, `Transcoding ${fileInput} timed out: ${why}`, { cause });
    if (clock.signal.aborted) throw took(`it did not get on for ${limits.stallMs / 1000} s`);
    if (!(cause instanceof ToolError)) throw cause;
    if (cause.kind === "timeout") throw took(cause.message);
    throw new JobError(JobErrorCode.transcode, `Transcoding ${fileInput} failed: ${wordsOf(cause)}`, { cause });
  }
  onProgress("UPLOADING", 99);
  const made = await Promise.all(outputs.map((output) => takeStock(output, directory, source, signal)));
  for (const entry of made) await deliver(objects, role, entry, directory);
  return reports(made);
}

async function locateInput(objects: Objects, role: Principal, fileInput: string): Promise<string> {
  const { bucket, key } = parseUri(fileInput);
  try {
    return (await objects.locate(role, bucket, key)).path;
  } catch (cause) {
    if (!(cause instanceof AwsError)) throw cause;
    const code = cause.status === 404 ? JobErrorCode.inputMissing : JobErrorCode.readDenied;
    throw new JobError(code, `Unable to open input file [${fileInput}]: [${cause.code}: ${cause.message}]`, { cause });
  }
}

async function probeInput(input: string, fileInput: string, directory: string, signal: AbortSignal): Promise<Probe> {
  try {
    return await probe(input, directory, signal);
  } catch (cause) {
    if (!(cause instanceof ToolError)) throw cause;
    const message = `Unable to open input file [${fileInput}]: [Failed probe/open: [${wordsOf(cause)}]]`;
    throw new JobError(JobErrorCode.input, message, { cause });
  }
}

const wordsOf = ({ stderr, message }: ToolError): string => stderr || message;

/** Never 100: that is for when the outputs are where they belong. */
const percentOf = (reachedMs: number, { durationMs }: Probe): number =>
  durationMs ? Math.min(99, Math.floor((100 * reachedMs) / durationMs)) : 0;

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  jpg: "image/jpeg",
  m4a: "audio/mp4",
  mp4: "video/mp4",
  wav: "audio/wav",
};

/** So many objects share one write to disk; captures come in hundreds. */
const DELIVERED_AT_ONCE = 32;

async function deliver(objects: Objects, role: Principal, { output, files }: Made, directory: string): Promise<void> {
  const contentType = CONTENT_TYPES[output.extension] ?? "application/octet-stream";
  const adopt = async ({ localName, key }: Made["files"][number]) => {
    try {
      await objects.adopt(role, { bucket: output.bucket, key, path: path.join(directory, localName), contentType });
    } catch (cause) {
      if (!(cause instanceof AwsError)) throw cause;
      const message = `Unable to write output [s3://${output.bucket}/${key}]: [${cause.code}: ${cause.message}]`;
      throw new JobError(JobErrorCode.writeDenied, message, { cause });
    }
  };
  for (let first = 0; first < files.length; first += DELIVERED_AT_ONCE) {
    await Promise.all(files.slice(first, first + DELIVERED_AT_ONCE).map(adopt));
  }
}

function reports(made: readonly Made[]): OutputGroupReport[] {
  const groups: OutputReport[][] = [];
  for (const { output, files, facts } of made) {
    const path = `s3://${output.bucket}/${files.at(-1)?.key}`;
    groups[output.group] = [...(groups[output.group] ?? []), { path, ...facts }];
  }
  return groups.map((outputs) => ({ outputs }));
}
