import { readFileSync } from "node:fs";

const KIBIBYTES_PER_MEGABYTE = 1024;

/**
 * Megabytes of memory that a process and all that it started hold, from /proc; 0 when it has ended. Undefined where
 * the system has no /proc: there only the heap limit that a worker starts with bounds its memory.
 */
export function memoryOfTree(pid: number): number | undefined {
  if (process.platform !== "linux") return undefined;
  const children = read(`/proc/${pid}/task/${pid}/children`).split(" ").filter(Boolean);
  return children.reduce((sum, child) => sum + (memoryOfTree(Number(child)) ?? 0), residentOf(pid));
}

function residentOf(pid: number): number {
  const kibibytes = /^VmRSS:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/status`))?.[1];
  return Math.ceil(Number(kibibytes ?? 0) / KIBIBYTES_PER_MEGABYTE);
}

/** Empty when the process ended between two looks. */
function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (["ENOENT", "ESRCH"].includes((error as NodeJS.ErrnoException).code ?? "")) return "";
    throw error;
  }
}
