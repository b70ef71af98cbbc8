import { createHash } from "node:crypto";
import path from "node:path";

/**
 * Where a project's built code is kept, and what V8 made of it. It belongs to the checkout and not to a stage: a new stage starts on
 * what another has built, and several may write there at once.
 */
const codeFolder = (root: string): string => path.join(root, ".videoflow", "tools", "code");

export const compileCacheFolder = (root: string): string => path.join(codeFolder(root), "compile-cache");

/** The folder of one bundle: another entry, or other packages beside it, are another bundle, whatever the name. */
export function bundleFolder(root: string, name: string, entry: string, install: readonly string[]): string {
  const digest = createHash("sha256")
    .update([entry, ...install].join("\n"))
    .digest("hex");
  return path.join(codeFolder(root), `${name}-${digest.slice(0, 8)}`);
}
