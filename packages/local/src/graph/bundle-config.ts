import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "esbuild";
import { STAND_IN_SECRET } from "./placeholders.ts";
import { platformOf } from "./platform.ts";

export interface AppSettings {
  readonly name: string;
  readonly stage: string;
  readonly removal: string;
  readonly home: string;
  readonly protect: boolean;
  readonly providers: Record<string, unknown>;
}

const BANNER = `import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import { fileURLToPath as __toPath } from "node:url";
const __filename = __toPath(import.meta.url);
const __dirname = __toPath(new URL(".", import.meta.url));`;

/**
 * Bundles `sst.config.ts` as the `sst` command does: with SST's components and the AWS provider as globals. The module
 * exports the config (`config`) and a program for Pulumi that runs it (`program`).
 */
export async function bundleConfig(root: string, outfile: string, app: AppSettings): Promise<void> {
  const platform = platformOf(root);
  await build({
    bundle: true,
    format: "esm",
    platform: "node",
    outfile,
    sourcemap: "linked",
    mainFields: ["module", "main"],
    logLevel: "silent",
    nodePaths: [path.join(platform, "node_modules")],
    banner: { js: BANNER },
    stdin: {
      contents: `import { run } from ${JSON.stringify(path.join(platform, "src/auto/run.ts"))};
        import config from "./sst.config.ts";
        export { config };
        export const program = () => run(config.run);`,
      resolveDir: root,
      sourcefile: "synth.ts",
      loader: "ts",
    },
    define: {
      $app: JSON.stringify(app),
      $dev: "false",
      $cli: JSON.stringify({
        command: "deploy",
        dev: false,
        paths: { home: path.join(root, ".sst/home"), root, work: path.join(root, ".sst"), platform },
        state: { version: {} },
      }),
    },
    inject: [path.join(platform, "src/shim/run.js")],
    external: [
      "@pulumi/*",
      "@pulumiverse/*",
      "@sst-provider/*",
      "@aws-sdk/*",
      "undici",
      "esbuild",
      "archiver",
      "glob",
      "vite",
    ],
    plugins: [
      replacement(stableNames(platform)),
      replacement(namedSecrets(platform)),
      replacement(stubbedSites(platform, root, path.join(path.dirname(outfile), "sites"))),
      globals(platform),
    ],
  });
}

/** Infra files use `sst` and `aws` without importing them. */
function globals(platform: string): Plugin {
  const imports = `import * as aws from "@pulumi/aws";\nimport * as sst from ${JSON.stringify(path.join(platform, "src/components"))};\n`;
  return {
    name: "globals",
    setup({ onLoad }) {
      onLoad({ filter: /\.ts$/ }, ({ path: file }) =>
        /\/(\.sst|node_modules)\//.test(file) ? null : { contents: imports + readFileSync(file, "utf8"), loader: "ts" },
      );
    },
  };
}

interface Replacement {
  readonly file: string;
  readonly text: string;
  readonly by: string;
  /** Put before the file's own text. */
  readonly head?: string;
}

/** Physical names end in a random suffix; here it follows from the logical name, so that the lock is the same every time. */
const stableNames = (platform: string): Replacement => ({
  file: path.join(platform, "src/components/naming.ts"),
  text: 'crypto.randomBytes(8).toString("hex")',
  by: '(name + "/" + max + suffix)',
});

/** A secret's value is the stage's own: here it is a name for it. */
const namedSecrets = (platform: string): Replacement => ({
  file: path.join(platform, "src/components/secret.ts"),
  text: 'process.env["SST_SECRET_" + this._name] ?? this._placeholder,',
  by: `\`${STAND_IN_SECRET}\${this._name}zz\`,`,
});

/** A site is built by a command, which does not run here; its component then reads a stand-in instead of the build. */
const stubbedSites = (platform: string, root: string, folder: string): Replacement => ({
  file: path.join(platform, "src/components/base/base-ssr-site.ts"),
  text: "return result.id.apply(() => sitePath);",
  by: `return result.id.apply(() => stubSite(path.join(${JSON.stringify(root)}, sitePath), path.join(${JSON.stringify(folder)}, sitePath)));`,
  head: `import { stubSite } from ${JSON.stringify(fileURLToPath(new URL("stub-site.ts", import.meta.url)))};\n`,
});

/** Puts another text in the place of one in a file of SST's. A file that no longer has it is an error. */
function replacement({ file, text, by, head = "" }: Replacement): Plugin {
  return {
    name: `replace-in-${path.basename(file, ".ts")}`,
    setup({ onLoad }) {
      onLoad({ filter: new RegExp(`/${path.basename(file, ".ts")}\\.ts$`) }, ({ path: loaded }) => {
        if (loaded !== file) return null;
        const source = readFileSync(file, "utf8");
        if (!source.includes(text))
          throw new Error(`${file} no longer reads as expected; adapt graph/bundle-config.ts`);
        return { contents: head + source.replace(text, by), loader: "ts" };
      });
    },
  };
}
