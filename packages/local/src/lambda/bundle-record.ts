import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { version } from "esbuild";

/** What a bundle on disk was made from, kept beside it: it is made again only when something of that has changed. */
interface BundleRecord {
  readonly esbuild: string;
  readonly entry: string;
  /** What was put beside it. */
  readonly install: readonly string[];
  /** Own sources and tsconfig files -> modification time and size; `null` for one that did not exist. */
  readonly inputs: Readonly<Record<string, string | null>>;
  /** SHA-256 of the bundle: another process may have written one since, of other sources. */
  readonly sha256: string;
}

export type Stamps = ReadonlyMap<string, string | null>;

/** Where package managers note what is installed: when it changes, packages may resolve elsewhere. */
export const INSTALL_MARKS = [
  "node_modules/.modules.yaml",
  "node_modules/.package-lock.json",
  "node_modules/.yarn-state.yml",
  "pnpm-lock.yaml",
];

/** `before` holds stamps from before the build: a file that was saved during it must count as changed afterwards. */
export function recordOf(
  { root, entry, install }: { root: string } & Pick<BundleRecord, "entry" | "install">,
  bundle: string,
  sources: readonly string[],
  before: Stamps,
): BundleRecord {
  const files = [...sources, ...configsAbove(root, entry), ...INSTALL_MARKS.map((mark) => path.join(root, mark))];
  const stamp = (file: string) => before.get(file) ?? stampOf(file);
  const inputs = Object.fromEntries(files.map((file) => [file, stamp(file)]));
  return { esbuild: version, entry, install, inputs, sha256: digestOf(bundle) };
}

export function readRecord(file: string): BundleRecord | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as BundleRecord) : undefined;
}

export function isCurrent(record: BundleRecord, bundle: string, entry: string, install: readonly string[]): boolean {
  if (record.esbuild !== version || record.entry !== entry) return false;
  if (record.install?.join() !== install.join()) return false;
  if (!existsSync(bundle) || digestOf(bundle) !== record.sha256) return false;
  return Object.entries(record.inputs).every(([file, stamp]) => stampOf(file) === stamp);
}

const digestOf = (file: string): string => createHash("sha256").update(readFileSync(file)).digest("hex");

/** Changes whenever a file is written. Nanoseconds: two saves within a millisecond must differ. */
export function stampOf(file: string): string | null {
  const stat = statSync(file, { bigint: true, throwIfNoEntry: false });
  return stat ? `${stat.mtimeNs}:${stat.size}` : null;
}

function configsAbove(root: string, entry: string): string[] {
  const configs: string[] = [];
  for (let directory = path.dirname(entry); ; directory = path.dirname(directory)) {
    configs.push(path.join(directory, "tsconfig.json"));
    if (directory === root || directory === path.dirname(directory)) return configs;
  }
}
