import { AppError } from "../../error.ts";

/** A frame rate, exact. */
export interface Rate {
  readonly numerator: number;
  readonly denominator: number;
  readonly fps: number;
  /** Frames that timecode counts in a second: 30 at 30000/1001. */
  readonly nominal: number;
  /** Whether timecode at this rate is drop frame: 29.97 and 59.94. */
  readonly drop: boolean;
}

/** Reads `30000/1001`. Throws `invalid` for what is no rate. */
export function rateOf(frameRate: string): Rate {
  const [numerator = 0, denominator = 0] = frameRate.split("/").map(Number);
  const fps = numerator / denominator;
  if (!(fps > 0 && fps <= 1000)) throw new AppError("invalid", `${frameRate} is not a frame rate; write 30000/1001`);
  const nominal = Math.round(fps);
  return { numerator, denominator, fps, nominal, drop: denominator === 1001 && nominal % 30 === 0 };
}
