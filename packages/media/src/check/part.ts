/** A part of picture or sound, in samples: some that came before it are decoded as well, so that it goes on from them. */
export interface Part {
  readonly lead: number;
  /** How many are measured, at most. */
  readonly count: number;
  /** Is told how many were measured. */
  readonly told?: (samples: number) => void;
}
