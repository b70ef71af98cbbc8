import { existsSync, mkdirSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import path from "node:path";

/**
 * Puts packages into `node_modules` beside the code, as SST does with those of `nodejs.install`: code finds files in them by
 * `createRequire(import.meta.url).resolve(...)`. They are links to where one of the sources' own packages has them installed.
 * Throws when none has.
 */
export function linkPackages(names: readonly string[], sources: readonly string[], directory: string): void {
  const owners = new Set(sources.flatMap((source) => foldersAbove(source)));
  for (const name of names) {
    const installed = [...owners].map((owner) => path.join(owner, "node_modules", name)).find((at) => existsSync(at));
    if (!installed) throw new Error(`${name} is to be installed beside a function, and no package that it uses has it`);
    const link = path.join(directory, "node_modules", name);
    mkdirSync(path.dirname(link), { recursive: true });
    rmSync(link, { force: true });
    symlinkSync(realpathSync(installed), link);
  }
}

function foldersAbove(file: string): string[] {
  const folder = path.dirname(file);
  return folder === file ? [] : [folder, ...foldersAbove(folder)];
}
