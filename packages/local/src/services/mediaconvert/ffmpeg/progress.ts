import type { Readable } from "node:stream";

/** Reads what ffmpeg's `-progress` writes and tells how far it is, in milliseconds of the output, whenever that grows. */
export async function readProgress(output: Readable, onReached: (milliseconds: number) => void): Promise<undefined> {
  let rest = "";
  let furthest = -1;
  for await (const text of output.setEncoding("utf8")) {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      const [name, value] = line.split("=");
      // Not a number before the first frame is out.
      if (name !== "out_time_us" || !(Number(value) > furthest)) continue;
      furthest = Number(value);
      onReached(furthest / 1000);
    }
  }
}
