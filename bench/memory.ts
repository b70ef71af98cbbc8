import { readFileSync } from "node:fs";

/** Megabytes (10^6) of real memory that a process has now, or at its peak; 0 of one that has ended. Linux only. */
export function memoryMb(pid: number, what: "now" | "peak" = "now"): number {
  const key = what === "now" ? "VmRSS" : "VmHWM";
  const line = new RegExp(`^${key}:\\s+(\\d+) kB`, "m").exec(statusOf(pid));
  return (Number(line?.[1] ?? 0) * 1024) / 1e6;
}

/** Empty when there is no such process, or none any more while it is read. */
function statusOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/status`, "utf8");
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ESRCH") return "";
    throw error;
  }
}

/** Samples a process's memory until `stop`, which returns the highest value seen, in megabytes. */
export function watchMemory(pid: number): { stop(): number } {
  let highest = memoryMb(pid);
  const timer = setInterval(() => {
    highest = Math.max(highest, memoryMb(pid));
  }, 20);
  return {
    stop() {
      clearInterval(timer);
      return Math.max(highest, memoryMb(pid));
    },
  };
}
