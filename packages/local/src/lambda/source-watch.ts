import { type FSWatcher, watch } from "node:fs";
import path from "node:path";
import { stampOf } from "./bundle-record.ts";

/** An editor's save is several events (truncate, write, rename): one change is told when it has been quiet this long. */
const QUIET_MS = 8;

/**
 * Tells when one of a set of files is written. Watches their directories, one inotify watch each, so that it also sees
 * editors that save by renaming; node's own recursive watch would set one watch for every file, also in node_modules.
 */
export class SourceWatch {
  readonly #watchers = new Map<string, FSWatcher>();
  /** File -> the stamp it was last seen with. */
  readonly #stamps = new Map<string, string | null>();
  readonly #touched = new Set<string>();
  readonly #onChange: (files: ReadonlySet<string>) => void;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(onChange: (files: ReadonlySet<string>) => void) {
    this.#onChange = onChange;
  }

  add(files: Iterable<string>): void {
    if (this.#closed) return;
    for (const file of files) {
      // A file that is known keeps its stamp: what changed since it was last told is told yet.
      if (!this.#stamps.has(file)) this.#stamps.set(file, stampOf(file));
      const directory = path.dirname(file);
      if (this.#watchers.has(directory) || !stampOf(directory)) continue;
      const watcher = watch(directory, (_event, name) => name && this.#touch(path.join(directory, name)));
      // A directory that is removed takes its watch with it; it is watched again when a build reads from it again.
      watcher.on("error", () => this.#forget(directory));
      this.#watchers.set(directory, watcher);
    }
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
  }

  #forget(directory: string): void {
    this.#watchers.get(directory)?.close();
    this.#watchers.delete(directory);
  }

  #touch(file: string): void {
    if (!this.#stamps.has(file)) return;
    this.#touched.add(file);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#tell(), QUIET_MS);
  }

  #tell(): void {
    const changed = new Set<string>();
    for (const file of this.#touched) {
      const stamp = stampOf(file);
      if (stamp === this.#stamps.get(file)) continue;
      this.#stamps.set(file, stamp);
      changed.add(file);
    }
    this.#touched.clear();
    if (changed.size > 0) this.#onChange(changed);
  }
}
