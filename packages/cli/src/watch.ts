import { type FSWatcher, watch } from "node:fs";
import path from "node:path";
import { root } from "./project.ts";

/** Editors write a file in several steps; the infra of in between is not worth a synthesis. */
const SETTLE_MS = 150;

/** Calls `changed` after infra was edited, never twice at once. */
export function watchInfra(changed: () => Promise<void>): { close(): void } {
  let timer: NodeJS.Timeout | undefined;
  let working = Promise.resolve();
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      working = working.then(changed);
    }, SETTLE_MS);
  };
  const watchers: FSWatcher[] = [
    watch(path.join(root, "infra"), { recursive: true }, soon),
    // The folder, since editors replace files; only this one of it counts.
    watch(root, (_event, name) => void (name === "sst.config.ts" && soon())),
  ];
  return {
    close() {
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
    },
  };
}
