import { existsSync, readFileSync } from "node:fs";

/** Megabytes (10^6) of real memory that a process has now, or at its peak; 0 of one that has ended. Linux only. */
export function memoryMb(pid: number, what: "now" | "peak" = "now"): number {
  const key = what === "now" ? "VmRSS" : "VmHWM";
  const file = `/proc/${pid}/status`;
  const line = existsSync(file) ? new RegExp(`^${key}:\\s+(\\d+) kB`, "m").exec(readFileSync(file, "utf8")) : null;
  return (Number(line?.[1] ?? 0) * 1024) / 1e6;
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
