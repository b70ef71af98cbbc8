import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type BuildContext, type BuildFailure, type BuildResult, context } from "esbuild";
import { isCurrent, readRecord, recordOf, type Stamps, stampOf } from "./bundle-record.ts";
import { linkPackages } from "./installed.ts";
import { PACKAGE_CJS, packagesAtStart, packagesPlugin } from "./packages-plugin.ts";

/** A build that failed, and nothing older to serve. The message has every error with its place. */
export class BuildError extends Error {
  override readonly name = "BuildError";
}

const BANNER = [
  `import { createRequire as ownCreateRequire } from "node:module";`,
  `import { dirname as ownDirname } from "node:path";`,
  `import { fileURLToPath as ownFileURLToPath } from "node:url";`,
  "const require = ownCreateRequire(import.meta.url);",
  "const __filename = ownFileURLToPath(import.meta.url);",
  "const __dirname = ownDirname(__filename);",
].join("\n");

interface BundleOptions {
  /** The project's root, absolute. */
  readonly root: string;
  /** The file to start from, absolute. */
  readonly entry: string;
  /** Packages that are put beside the bundle. */
  readonly install: readonly string[];
  /** Where the bundle is kept: `bundle.mjs`, its map, `modules.mjs` (the packages it loads at once) and `record.json`. */
  readonly directory: string;
  /** Told of a build that failed, also when the last good code goes on serving. */
  readonly onError: (message: string) => void;
  /** Told of the sources of the code that is served. */
  readonly onSources: (files: readonly string[]) => void;
}

/** One entry file as one ES module on disk, made when it is first needed and again when a source has changed. */
export class Bundle {
  readonly file: string;
  readonly modules: string;
  readonly #options: BundleOptions;
  readonly #record: string;
  #context: Promise<BuildContext<{ metafile: true; write: false }>> | undefined;
  #sources = new Set<string>();
  #state: "unknown" | "stale" | "current" = "unknown";
  #building: Promise<void> | undefined;
  #lastError = "";

  constructor(options: BundleOptions) {
    this.#options = options;
    this.file = path.join(options.directory, "bundle.mjs");
    this.modules = path.join(options.directory, "modules.mjs");
    this.#record = path.join(options.directory, "record.json");
  }

  /** Whether any of these files is in the code that is served. */
  uses(files: ReadonlySet<string>): boolean {
    return !files.isDisjointFrom(this.#sources);
  }

  /** Says that a source has changed: the next `ready` waits for a new build. */
  invalidate(): void {
    this.#state = "stale";
  }

  /** Resolves when the newest code that builds is on disk. Throws BuildError when there never was one that does. */
  async ready(): Promise<void> {
    if (this.#state === "unknown") this.#adopt();
    // A build that runs is waited for by everyone, not only by who began it.
    while (this.#state === "stale" || this.#building) {
      this.#building ??= this.#build().finally(() => {
        this.#building = undefined;
      });
      await this.#building;
    }
  }

  /** Gives back what building takes; a later `ready` builds from the ground up. */
  async dispose(): Promise<void> {
    await this.#building?.catch(() => {});
    const build = await this.#context;
    this.#context = undefined;
    await build?.dispose();
  }

  /** Takes over what an earlier process built, when its sources are still the same. */
  #adopt(): void {
    const record = readRecord(this.#record);
    this.#state = "stale";
    if (!record) return;
    this.#serve(Object.keys(record.inputs));
    const { entry, install } = this.#options;
    if (isCurrent(record, this.file, entry, install)) this.#state = "current";
  }

  async #build(): Promise<void> {
    // A save during the build sets this back to stale, and the loop in `ready` builds once more.
    this.#state = "current";
    const before = new Map([...this.#sources].map((file) => [file, stampOf(file)]));
    try {
      this.#context ??= this.#open();
      const build = await this.#context;
      this.#save(await build.rebuild(), before);
      this.#lastError = "";
    } catch (error) {
      this.#failed(error as Error | BuildFailure);
    }
  }

  #failed(failure: Error | BuildFailure): void {
    const { message } = failure;
    if (message !== this.#lastError) this.#options.onError(message);
    this.#lastError = message;
    // What is wrong may get right outside of what is watched, so whoever needs the code next tries again.
    this.#state = "unknown";
    this.#serve([...this.#sources, ...suspects(this.#options.root, failure)]);
    if (!existsSync(this.file)) throw new BuildError(message, { cause: failure });
  }

  #open() {
    const { root, entry } = this.#options;
    return context({
      absWorkingDir: root,
      entryPoints: [entry],
      outfile: this.file,
      bundle: true,
      platform: "node",
      format: "esm",
      target: "node24",
      // As Node.js resolves packages, since it is Node.js that loads them.
      mainFields: ["main"],
      conditions: ["node"],
      keepNames: true,
      sourcemap: "linked",
      sourcesContent: false,
      banner: { js: BANNER },
      metafile: true,
      write: false,
      logLevel: "silent",
      plugins: [packagesPlugin()],
    });
  }

  #save(result: BuildResult<{ metafile: true; write: false }>, before: Stamps): void {
    const { root, install, directory } = this.#options;
    mkdirSync(directory, { recursive: true });
    const inputs = Object.keys(result.metafile.inputs).filter((input) => !input.startsWith(`${PACKAGE_CJS}:`));
    const sources = inputs.map((input) => path.resolve(root, input));
    linkPackages(install, sources, directory);
    // The map first: whoever sees the new code finds the map that belongs to it.
    for (const file of result.outputFiles.toReversed()) replaceFile(file.path, file.contents);
    replaceFile(this.modules, packagesAtStart(result.metafile));
    const record = recordOf(this.#options, this.file, sources, before);
    replaceFile(this.#record, JSON.stringify(record));
    this.#serve(Object.keys(record.inputs));
  }

  #serve(files: readonly string[]): void {
    this.#sources = new Set(files);
    this.#options.onSources(files);
  }
}

/** The files that a failed build complains about, and those that it did not find: a change of any may mend it. */
function suspects(root: string, failure: Error | BuildFailure): string[] {
  if (!("errors" in failure)) return [];
  return failure.errors.flatMap(({ location, text }) => {
    if (!location) return [];
    const file = path.resolve(root, location.file);
    const missing = /^Could not resolve "(\.[^"]*)"/.exec(text)?.[1];
    return missing ? [file, path.resolve(path.dirname(file), missing)] : [file];
  });
}

/** Readers see the old file or the new one, never a part, whoever else writes it. */
function replaceFile(file: string, contents: string | Uint8Array): void {
  const whole = `${file}.${randomUUID()}`;
  writeFileSync(whole, contents);
  renameSync(whole, file);
}
