import { randomUUID } from "node:crypto";
import { createReadStream, mkdirSync, readdirSync } from "node:fs";
import { copyFile, link, open, rename, rm, unlink } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { type Extent, filesOf } from "./extent.ts";

const READ_BYTES = 512 * 1024;

/**
 * Objects' bytes as plain files. A file is written under a new name, brought to disk, and only then named by a row of the
 * database: what no row names was never acknowledged. Once named, a file's bytes never change, so that readers, hard
 * links and other processes (ffmpeg) may rely on them.
 */
export class Files {
  readonly #directory: string;
  /** Files that are being read: they are removed only when the last reader has gone. */
  readonly #readers = new Map<string, number>();
  readonly #doomed = new Set<string>();
  readonly #onError: (error: unknown) => void;

  constructor(directory: string, onError: (error: unknown) => void) {
    this.#directory = directory;
    this.#onError = onError;
    mkdirSync(directory, { recursive: true });
  }

  newName(): string {
    return randomUUID();
  }

  pathOf(file: string): string {
    return path.join(this.#directory, file);
  }

  /** Streams extents. They stay on disk until the stream is closed, even when their object is deleted meanwhile. */
  read(extents: readonly Extent[]): Readable {
    const release = this.#hold(filesOf(extents));
    const stream = Readable.from(this.#pieces(extents), { objectMode: false, highWaterMark: READ_BYTES });
    return stream.once("close", release);
  }

  /** Gives extents files of their own that share the bytes on disk, so a copy costs nothing and lives on its own. */
  async share(extents: readonly Extent[]): Promise<Extent[]> {
    const names = new Map(filesOf(extents).map((file) => [file, this.newName()]));
    const release = this.#hold([...names.keys()]);
    try {
      for (const [file, name] of names) await link(this.pathOf(file), this.pathOf(name));
      await this.#syncDirectory();
    } finally {
      release();
    }
    return extents.map((extent) => ({ ...extent, file: names.get(extent.file) ?? extent.file }));
  }

  /** Takes over a finished file from elsewhere; it is copied only when it lies on another file system. */
  async takeOver(source: string): Promise<string> {
    const file = this.newName();
    try {
      await rename(source, this.pathOf(file));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EXDEV") throw error;
      await copyFile(source, this.pathOf(file));
      await rm(source);
    }
    const handle = await open(this.pathOf(file), "r+");
    await handle.sync().finally(() => handle.close());
    await this.#syncDirectory();
    return file;
  }

  /** Removes files that no row names any more. Call it only when that is on disk. */
  remove(files: readonly string[]): void {
    for (const file of files) {
      if (this.#readers.has(file)) this.#doomed.add(file);
      else unlink(this.pathOf(file)).catch((error) => this.#onGone(error));
    }
  }

  /** Removes what a crash left over: every file that is not named by a row. */
  removeAllBut(named: ReadonlySet<string>): void {
    this.remove(readdirSync(this.#directory).filter((file) => !named.has(file)));
  }

  async *#pieces(extents: readonly Extent[]): AsyncGenerator<Buffer> {
    for (const { file, offset, length } of extents) {
      const range = { start: offset, end: offset + length - 1, highWaterMark: READ_BYTES };
      if (length > 0) yield* createReadStream(this.pathOf(file), range);
    }
  }

  /** Keeps files on disk until the returned function is called. */
  #hold(files: readonly string[]): () => void {
    for (const file of files) this.#readers.set(file, (this.#readers.get(file) ?? 0) + 1);
    return () => {
      for (const file of files) {
        const left = (this.#readers.get(file) ?? 1) - 1;
        if (left > 0) this.#readers.set(file, left);
        else {
          this.#readers.delete(file);
          if (this.#doomed.delete(file)) this.remove([file]);
        }
      }
    };
  }

  #onGone(error: NodeJS.ErrnoException): void {
    if (error.code !== "ENOENT") this.#onError(error);
  }

  /** A new name in a directory is on disk only when the directory is. */
  async #syncDirectory(): Promise<void> {
    const handle = await open(this.#directory, "r");
    await handle.sync().finally(() => handle.close());
  }
}
