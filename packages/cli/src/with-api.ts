import type { Client } from "@videoflow/client/client";
import { connect, connectTo } from "./api.ts";
import type { StageOptions } from "./options.ts";
import { report } from "./output.ts";
import { findRunning } from "./stage.ts";

/**
 * Does something with the API of a stage. One that does not run is started for as long as that takes: nobody would work on after it, so that
 * `run`, which is told so by `isOwn`, has to wait for what it began.
 */
export async function withApi(
  { stage, json }: StageOptions,
  run: (api: Client, isOwn: boolean) => Promise<void>,
): Promise<void> {
  if (process.env.VIDEOFLOW_API_URL || findRunning(stage)) return run(connect(stage), false);
  if (!json) report(`Stage ${stage} is not running: starting it for as long as this takes.`);
  const { startStack } = await import("./stack.ts");
  const stack = await startStack(stage, 0, report);
  try {
    await run(connectTo(stack.running, stage), true);
  } finally {
    await stack.stop();
  }
}
