import { existsSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import path from "node:path";
import type { Metafile, OnResolveArgs, OnResolveResult, Plugin } from "esbuild";
import { INSTALL_MARKS, stampOf } from "./bundle-record.ts";

/** Namespace of the stand-ins for CommonJS packages. */
export const PACKAGE_CJS = "package-cjs";
const RESOLVED = Symbol("resolved");
/** Of these a bundle takes what it uses: as it is installed, it is a hundred files in fifty languages, a tenth of a cold start. */
const TAKEN_IN = /[/\\]node_modules[/\\]zod[/\\]/;

/**
 * Leaves packages out of a bundle: they are imported from where they are installed, by absolute path. Own sources, also
 * those of workspace packages, are bundled, and so is zod.
 *
 * Measured with S3, DynamoDB, Step Functions, ElectroDB and zod in one handler: a rebuild takes 10 ms instead of 200 ms with
 * packages bundled, a cold start 130 ms instead of 115 ms; the packages of the next worker load while the rebuild runs.
 */
export function packagesPlugin(): Plugin {
  return {
    name: "packages",
    setup(build) {
      const { absWorkingDir: root = "" } = build.initialOptions;
      let places = placesIn(root);
      build.onStart(() => {
        places = placesIn(root);
      });
      build.onResolve({ filter: /^[^./]/ }, async (args) => {
        if (args.pluginData === RESOLVED) return undefined;
        if (isBuiltin(args.path)) return args.kind === "import-statement" ? required(args.path) : undefined;
        const key = `${args.kind} ${args.path} ${args.resolveDir}`;
        const before = places.get(key);
        if (before && existsSync(before.file) && stampOf(before.manifest) === before.stamp) return before.found;
        const resolved = await build.resolve(args.path, { ...resolution(args), pluginData: RESOLVED });
        const { path: file, namespace, errors, external } = resolved;
        if (errors.length > 0 || external || namespace !== "file") return resolved;
        const manifest = manifestOf(file);
        if (!manifest) return resolved;
        const found = isPackageCode(file)
          ? packagePlace(file, args.kind)
          : { path: file, sideEffects: resolved.sideEffects };
        places.set(key, { found, file, manifest, stamp: stampOf(manifest) });
        return found;
      });
      // Named imports of CommonJS work as in a bundle of everything: esbuild reads them off the exports at run time. So they do
      // of Node.js's own modules: an import statement would read all exports of each, and some load much when they are read.
      build.onLoad({ filter: /.*/, namespace: PACKAGE_CJS }, ({ path: file }) => ({
        contents: `module.exports = require(${JSON.stringify(file)})`,
        resolveDir: path.dirname(file),
      }));
      build.onResolve({ filter: /.*/, namespace: PACKAGE_CJS }, (args) => ({ path: args.path, external: true }));
    },
  };
}

/** What an import of a package leads to, and what says so: as long as neither has changed, it does. */
interface Place {
  readonly found: OnResolveResult;
  readonly file: string;
  readonly manifest: string;
  readonly stamp: string | null;
}

/**
 * Where packages are, those of this workspace too, by who imports them, for all bundles of a root: to ask esbuild for each import of
 * each build takes as long as all else of a build that follows a save. Forgotten when others are installed.
 */
const installed = new Map<string, { readonly marks: string; readonly places: Map<string, Place> }>();

function placesIn(root: string): Map<string, Place> {
  const marks = INSTALL_MARKS.map((mark) => stampOf(path.join(root, mark))).join();
  const before = installed.get(root);
  if (before?.marks === marks) return before.places;
  const places = new Map<string, Place>();
  installed.set(root, { marks, places });
  return places;
}

const packagePlace = (file: string, kind: OnResolveArgs["kind"]): OnResolveResult =>
  kind === "import-statement" && isCommonJs(file) ? required(file) : { path: file, external: true };

const required = (path: string) => ({ path, namespace: PACKAGE_CJS });

/**
 * A program that loads the package files which a bundle loads when it starts, each as the bundle does, by what esbuild tells of it: not
 * those that only its dynamic imports lead to. What is CommonJS is required: Node.js would compile it a second time to find that out.
 */
export function packagesAtStart({ inputs, outputs }: Metafile): string {
  const reached = new Set(Object.values(outputs).flatMap(({ entryPoint }) => entryPoint ?? []));
  const byImport = new Set<string>();
  const byRequire = new Set<string>();
  // What is added meanwhile is looked at, too.
  for (const input of reached)
    for (const { path: target, kind, external } of inputs[input]?.imports ?? []) {
      if (kind === "dynamic-import") continue;
      if (!external) reached.add(target);
      else if (path.isAbsolute(target)) (kind === "require-call" ? byRequire : byImport).add(target);
    }
  return [
    `import { createRequire } from "node:module";`,
    ...[...byImport].map((file) => `import ${JSON.stringify(file)};`),
    "const require = createRequire(import.meta.url);",
    ...[...byRequire].map((file) => `require(${JSON.stringify(file)});`),
    "",
  ].join("\n");
}

function resolution({ kind, resolveDir, importer, namespace }: OnResolveArgs) {
  return { kind, resolveDir, importer, namespace };
}

/** What Node.js can load by itself. Data, styles and TypeScript sources are for esbuild. */
function isPackageCode(file: string): boolean {
  return file.includes(`${path.sep}node_modules${path.sep}`) && /\.[cm]?js$/.test(file) && !TAKEN_IN.test(file);
}

/** By Node.js's own rule: the extension, else `type` in the nearest package.json. */
function isCommonJs(file: string): boolean {
  if (file.endsWith(".cjs")) return true;
  if (file.endsWith(".mjs")) return false;
  const manifest = manifestOf(file);
  return !manifest || JSON.parse(readFileSync(manifest, "utf8")).type !== "module";
}

/** The nearest package.json. */
function manifestOf(file: string): string | undefined {
  for (let directory = path.dirname(file); ; directory = path.dirname(directory)) {
    const manifest = path.join(directory, "package.json");
    if (existsSync(manifest)) return manifest;
    if (directory === path.dirname(directory)) return undefined;
  }
}
