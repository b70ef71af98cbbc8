import { existsSync, mkdirSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import path from "node:path";

/**
 * Puts packages into `node_modules` beside the code, as SST does with those of `nodejs.install`: code finds files in them by
 * `createRequire(import.meta.url).resolve(...)`. They are links to where one of the sources' own packages has them installed.
 * Those that were there before are gone. Throws when none has.
 */
export function linkPackages(names: readonly string[], sources: readonly string[], directory: string): void {
  rmSync(path.join(directory, "node_modules"), { recursive: true, force: true });
  const owners = new Set(sources.flatMap((source) => foldersAbove(source)));
  for (const name of names) {
    const installed = [...owners].map((owner) => path.join(owner, "node_modules", name)).find((at) => existsSync(at));
    if (!installed)
      throw new Error(
        `${name} is to be installed beside ${directory}, and no package that its code is from has it: add it to one`,
      );
    const link = path.join(directory, "node_modules", name);
    mkdirSync(path.dirname(link), { recursive: true });
    symlinkSync(realpathSync(installed), link);
  }
}

function foldersAbove(file: string): string[] {
  const folder = path.dirname(file);
  return folder === file ? [] : [folder, ...foldersAbove(folder)];
}
