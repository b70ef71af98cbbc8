import { toAppError } from "@videoflow/core/error";
import { logger } from "./logger.ts";

/** One line when work starts and one when it ends. An error leaves as one that says whether trying again makes sense. */
export async function logged<Result>(what: string, ids: object, run: () => Promise<Result>): Promise<Result> {
  const startedAt = performance.now();
  const took = () => ({ ...ids, durationMs: Math.round(performance.now() - startedAt) });
  logger.info(`${what}.start`, { ...ids });
  try {
    const result = await run();
    logger.info(`${what}.end`, { ...took(), outcome: "done" });
    return result;
  } catch (cause) {
    const error = toAppError(cause);
    if (error.code === "busy") logger.info(`${what}.end`, { ...took(), outcome: "busy" });
    else logger.error(`${what}.end`, { ...took(), outcome: "failed", code: error.code, error });
    throw error;
  }
}
