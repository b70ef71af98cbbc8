import { writeFileSync } from "node:fs";
import { constants, getPriority, setPriority } from "node:os";
import type { FunctionDefinition } from "./function-definition.ts";

/** So long an API waits for a function at most: nobody waits at the other end of one that may take longer. */
const LONGEST_WAIT_SECONDS = 30;
/** A third of the time that the cloud itself gets while the cores are busy, all that it leaves while they are not. */
const BEHIND_THE_CLOUD = 5;
/** A third of what those get that answer people. */
const BEHIND_OTHERS = 10;
/** It has ended, which its owner is told (ESRCH, of files ENOENT); this kernel does not group sessions (ENOENT), or was asked too often (EAGAIN). */
const NO_MATTER = ["ESRCH", "ENOENT", "EAGAIN"];

/**
 * Lets a worker, and what it starts, come behind the cloud: it is one thread that all of them ask, and each waits for it several times
 * in a request. Behind those that answer people come workers of functions for which nobody waits: also behind the jobs that their own
 * steps wait for, which use one core, and would last as long again if steps beside them took half of it.
 */
export function comeBehind(pid: number, { timeoutSeconds }: Pick<FunctionDefinition, "timeoutSeconds">): void {
  const behind = timeoutSeconds <= LONGEST_WAIT_SECONDS ? BEHIND_THE_CLOUD : BEHIND_OTHERS;
  // Who was himself told to come behind, by `nice`, may not put anything before him.
  const nice = Math.min(getPriority() + behind, constants.priority.PRIORITY_LOW);
  try {
    setPriority(pid, nice);
    // Linux shares the cores between sessions first, and a worker leads one: its own priority counts in there only (sched(7)).
    if (process.platform === "linux") writeFileSync(`/proc/${pid}/autogroup`, String(nice));
  } catch (error) {
    const { code, info } = error as NodeJS.ErrnoException & { info?: { code?: string } };
    if (!NO_MATTER.includes(info?.code ?? code ?? "")) throw error;
  }
}
