import { writeFileSync } from "node:fs";
import { setPriority } from "node:os";
import type { FunctionDefinition } from "./function-definition.ts";

/** So long an API waits for a function at most: nobody waits at the other end of one that may take longer. */
const LONGEST_WAIT_SECONDS = 30;
/** A third of the time that others get while the cores are busy, all of it while they are not. */
const BEHIND_OTHERS = 5;
/** It has ended, which its owner is told (ESRCH, of files ENOENT); this kernel does not group sessions (ENOENT), or was asked too often (EAGAIN). */
const NO_MATTER = ["ESRCH", "ENOENT", "EAGAIN"];

/**
 * Lets a worker of a function for which nobody waits, and what it starts, come behind others: behind those that answer people, and
 * behind the jobs that its own steps wait for, which use one core, and would last as long again if steps beside them took half of it.
 */
export function comeBehind(pid: number, { timeoutSeconds }: Pick<FunctionDefinition, "timeoutSeconds">): void {
  if (timeoutSeconds <= LONGEST_WAIT_SECONDS) return;
  try {
    setPriority(pid, BEHIND_OTHERS);
    // Linux shares the cores between sessions first, and a worker leads one: its own priority counts in there only (sched(7)).
    if (process.platform === "linux") writeFileSync(`/proc/${pid}/autogroup`, String(BEHIND_OTHERS));
  } catch (error) {
    const { code, info } = error as NodeJS.ErrnoException & { info?: { code?: string } };
    if (!NO_MATTER.includes(info?.code ?? code ?? "")) throw error;
  }
}
