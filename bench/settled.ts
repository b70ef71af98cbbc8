import { setTimeout } from "node:timers/promises";
import { cpuSeconds } from "./cpu.ts";

const LOOK_MS = 500;
const QUIET_LOOKS = 3;
/** Of one core. A cloud at rest polls its queues and takes some hundredths of it. */
const QUIET_SHARE = 0.1;
const LONGEST_MS = 60_000;

/**
 * Waits until a process that has just started, with all that it started, hardly works any more: a product that is ready goes
 * on bundling handlers and starting workers for some seconds, which is not what is to be measured. Throws when it never rests.
 */
export async function settled(pid: number): Promise<void> {
  const until = performance.now() + LONGEST_MS;
  for (let quiet = 0; quiet < QUIET_LOOKS; ) {
    if (performance.now() > until) throw new Error(`Process ${pid} still works ${LONGEST_MS / 1000} s after its start`);
    const before = { cpu: cpuSeconds(pid), at: performance.now() };
    await setTimeout(LOOK_MS);
    const share = (cpuSeconds(pid) - before.cpu) / ((performance.now() - before.at) / 1000);
    quiet = share < QUIET_SHARE ? quiet + 1 : 0;
  }
}
