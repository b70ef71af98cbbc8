/** Reads what ffmpeg's `-progress` writes and tells how far it is, in milliseconds of the output. */
export function progressReader(onReached: (milliseconds: number) => void): (text: string) => void {
  let rest = "";
  return (text) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      const [name, value] = line.split("=");
      // Not a number before the first frame is out.
      if (name === "out_time_us" && Number(value) >= 0) onReached(Number(value) / 1000);
    }
  };
}
