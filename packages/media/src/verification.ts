/** A derivative is not what it should be. Trying again helps only if what made it was disturbed. */
export class VerificationError extends Error {
  override readonly name = "VerificationError";
}

/** Throws `The <derivative> is wrong: <otherwise>` unless `holds`. */
export function expectThat(derivative: string, holds: boolean, otherwise: string): void {
  if (!holds) throw new VerificationError(`The ${derivative} is wrong: ${otherwise}`);
}

/**
 * Throws unless ffmpeg or ffprobe decoded it without a complaint, by what it wrote with `-v level+info`: what an H.264 decoder cannot
 * read it fills in, and says so as information, not as an error. Of slices with 1 to 200 broken bytes it reports two in five as errors,
 * and practically all as concealed.
 */
export function expectDecoded(derivative: string, stderr: string): void {
  const complaints = stderr.split("\n").filter((line) => /\[(error|fatal|panic)\]|\bconcealing\b/.test(line));
  expectThat(derivative, complaints.length === 0, `it does not decode without errors: ${complaints.join("; ")}`);
}
