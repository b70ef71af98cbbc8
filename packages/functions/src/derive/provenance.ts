import { text } from "node:stream/consumers";
import type { Inspected } from "@videoflow/core/asset/asset";
import type { Provenance } from "@videoflow/core/derivative/derivative.schema";
import { run } from "@videoflow/process/run";

/** How a derivative was made that ffmpeg made here. */
export const byFfmpeg = async (
  { fingerprint }: Inspected,
  operation: string,
  parameters: object,
): Promise<Provenance> => ({
  inputs: { original: fingerprint },
  operation,
  parameters: { ...parameters },
  tool: await ffmpegTool(),
});

/** Name and version of the ffmpeg that works here. */
export const ffmpegTool = async (): Promise<string> => `ffmpeg ${await version()}`;

let known: Promise<string> | undefined;

/** Asked once a process; a question that failed is asked again. */
function version(): Promise<string> {
  known ??= run("ffmpeg", ["-version"], { read: text }).then(
    ({ value }) => /^ffmpeg version (\S+)/.exec(value)?.[1] ?? "of unknown version",
    (error: unknown) => {
      known = undefined;
      throw error;
    },
  );
  return known;
}
