import { appendFileSync } from "node:fs";
import path from "node:path";
import type { Journal } from "@videoflow/local/cloud";

/** What happens inside the stack: all of it in `cloud.log` of the stage, problems also on the terminal. */
export function openJournal(directory: string): Journal {
  const file = path.join(directory, "cloud.log");
  const write = (line: object) =>
    appendFileSync(file, `${JSON.stringify({ at: new Date().toISOString(), ...line })}\n`);
  return {
    info: (event, fields = {}) => write({ level: "info", event, ...fields }),
    error(event, error, fields = {}) {
      const message = error instanceof Error ? error.message : String(error);
      const stack = error instanceof Error ? error.stack : undefined;
      write({ level: "error", event, message, stack, ...fields });
      process.stderr.write(`${event}: ${message} (details in ${file})\n`);
    },
  };
}
