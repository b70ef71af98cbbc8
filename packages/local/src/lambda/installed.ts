import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, realpathSync, renameSync, symlinkSync } from "node:fs";
import path from "node:path";

/**
 * Puts packages into `node_modules` beside the code, as SST does with those of `nodejs.install`: code finds files in them by
 * `createRequire(import.meta.url).resolve(...)`. They are links to where one of the sources' own packages has them installed.
 * Nobody who looks there meanwhile finds one missing that was there. Throws when none has one of them.
 */
export function linkPackages(names: readonly string[], sources: readonly string[], directory: string): void {
  const owners = new Set(sources.flatMap((source) => foldersAbove(source)));
  for (const name of names) {
    const installed = [...owners].map((owner) => path.join(owner, "node_modules", name)).find((at) => existsSync(at));
    if (!installed)
      throw new Error(
        `${name} is to be installed beside ${directory}, and no package that its code is from has it: add it to one`,
      );
    relink(path.join(directory, "node_modules", name), realpathSync(installed));
  }
}

/** Replaces a link in one step, where it leads elsewhere. */
function relink(link: string, target: string): void {
  if (existsSync(link) && realpathSync(link) === target) return;
  mkdirSync(path.dirname(link), { recursive: true });
  const whole = `${link}.${randomUUID()}`;
  symlinkSync(target, whole);
  renameSync(whole, link);
}

function foldersAbove(file: string): string[] {
  const folder = path.dirname(file);
  return folder === file ? [] : [folder, ...foldersAbove(folder)];
}
