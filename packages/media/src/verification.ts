/** A derivative is not what it should be. Trying again helps only if what made it was disturbed. */
export class VerificationError extends Error {
  override readonly name = "VerificationError";
}

/** Throws `The <derivative> is wrong: <otherwise>` unless `holds`. */
export function expectThat(derivative: string, holds: boolean, otherwise: string): void {
  if (!holds) throw new VerificationError(`The ${derivative} is wrong: ${otherwise}`);
}
