import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import { JobError, JobErrorCode } from "../errors.ts";
import type { OutputPlan } from "../ffmpeg/command.ts";
import { type Probe, probe } from "../ffmpeg/probe.ts";
import type { OutputReport } from "./jobs.ts";

/** An output that is there: its files, what they are called in the bucket, and what they are. */
export interface Made {
  readonly output: OutputPlan;
  readonly files: readonly { readonly localName: string; readonly key: string }[];
  readonly facts: Omit<OutputReport, "path">;
}

/**
 * Looks whether an output was really made: ffmpeg ends well even when it could decode nothing. Throws JobError.
 */
export async function takeStock(
  output: OutputPlan,
  directory: string,
  source: Probe,
  signal: AbortSignal,
): Promise<Made> {
  const { keyBase, extension, localName, isCaptures, size } = output;
  const names = isCaptures ? await captures(directory, localName) : [localName];
  const files = names.map((name) => ({
    localName: name,
    key: isCaptures
      ? `${keyBase}${name.slice(localName.length, -"jpg".length)}${extension}`
      : `${keyBase}.${extension}`,
  }));
  const last = names.at(-1);
  if (!last || (await stat(path.join(directory, last))).size === 0) throw nothing(output);
  // Where a capture is, a picture was decoded, and it is as large as it was to be.
  if (isCaptures) return { output, files, facts: { durationMs: source.durationMs ?? 0, ...size } };
  const { durationMs = 0, video, audio } = await probe(path.join(directory, last), directory, signal);
  if (size ? !video : audio.length === 0) throw nothing(output);
  return { output, files, facts: { durationMs, ...(video && { width: video.width, height: video.height }) } };
}

const captures = async (directory: string, localName: string): Promise<string[]> =>
  (await readdir(directory)).filter((name) => name.startsWith(`${localName}.`) && name.endsWith(".jpg")).sort();

const nothing = ({ keyBase, extension }: OutputPlan): JobError =>
  new JobError(
    JobErrorCode.transcode,
    `Nothing could be decoded from the input for the output ${keyBase}.${extension}.`,
  );
