import { readFileSync } from "node:fs";
import path from "node:path";
import { build, type Plugin } from "esbuild";
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
    plugins: [stableNames(platform), globals(platform)],
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

/** Physical names end in a random suffix; here it follows from the logical name, so that the lock is the same every time. */
function stableNames(platform: string): Plugin {
  const file = path.join(platform, "src/components/naming.ts");
  const random = 'crypto.randomBytes(8).toString("hex")';
  return {
    name: "stable-names",
    setup({ onLoad }) {
      onLoad({ filter: /\/naming\.ts$/ }, ({ path: loaded }) => {
        if (loaded !== file) return null;
        const source = readFileSync(file, "utf8");
        if (!source.includes(random))
          throw new Error(`${file} no longer makes names as expected; adapt graph/bundle-config.ts`);
        return { contents: source.replace(random, '(name + "/" + max + suffix)'), loader: "ts" };
      });
    },
  };
}
