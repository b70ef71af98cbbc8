import * as Step from "@videoflow/core/run/step";
import { logger } from "./logger.ts";

/** Each time two rows are written, and whoever looks is told. */
const EVERY_MS = 2000;

/** Says how far a try is, in percent of its own work; as often as the work likes. */
export type Tell = (percent: number) => void;

/**
 * Notes how far a try is while it works, now and then. `last` waits for what is being noted. That it could not be noted is logged, and
 * stops no work.
 */
export function telling(reference: Step.RunStep): { tell: Tell; last: () => Promise<void> } {
  let noting = Promise.resolve();
  let isNoting = false;
  let notedAt = Date.now();
  const note = async (percent: number) => {
    try {
      await Step.progress(reference, percent);
    } catch (error) {
      logger.warn("progress.lost", { ...reference, percent, error: error as Error });
    }
    notedAt = Date.now();
    isNoting = false;
  };
  return {
    tell(percent) {
      if (isNoting || Date.now() < notedAt + EVERY_MS) return;
      isNoting = true;
      noting = note(percent);
    },
    last: () => noting,
  };
}
