import type { Stats } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import { UsageError } from "./exit.ts";

/**
 * Files that are meant by `names`: of a folder all that are in it and in the folders in it, by name, but for hidden ones; the same as of
 * a folder that is dropped on the library. Throws UsageError for a name of nothing, and for a folder without files.
 */
export async function filesIn(names: readonly string[]): Promise<string[]> {
  const files: string[] = [];
  for (const name of names) {
    files.push(...((await statOf(name)).isDirectory() ? await filesInFolder(name) : [name]));
  }
  return files;
}

/** Throws UsageError for a name of nothing. */
export const statOf = (name: string): Promise<Stats> =>
  stat(name).catch((cause: Error) => {
    throw new UsageError(`${name} cannot be read: ${cause.message}`);
  });

async function filesInFolder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.join(parentPath, name))
    .filter((file) => !isHidden(path.relative(folder, file)))
    .sort();
  if (files.length === 0) throw new UsageError(`${folder} has no files in it`);
  return files;
}

const isHidden = (file: string): boolean => file.split(path.sep).some((name) => name.startsWith("."));
