import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

/** What of an `open-next.config.ts` decides which resources a site asks for. */
interface OpenNextConfig {
  readonly default?: { readonly override?: { readonly wrapper?: unknown } };
  readonly dangerous?: { readonly disableIncrementalCache?: boolean; readonly disableTagCache?: boolean };
}

const STREAMING = ["aws-lambda-streaming", "aws-apigw-streaming"];
const HANDLER = "index.handler";

/**
 * Makes what SST's `Nextjs` component reads of a build, without building: the outputs of OpenNext and Next by which it
 * decides on functions, queue and table, as the site's own `open-next.config.ts` wants them, and handlers without content.
 * The site's folder is only read, so a real build in it stays as it is. Returns the folder that stands for the site's.
 *
 * `site` is the site's folder, absolute; `folder` where to make it. Bundled into the program of the synthesis: see
 * bundle-config.ts. Throws for a site under a base path, which a build alone can tell.
 */
export async function stubSite(site: string, folder: string): Promise<string> {
  refuseBasePath(site);
  const config = await readConfig(site);
  const { disableIncrementalCache, disableTagCache } = config.dangerous ?? {};
  const fn = (name: string) => ({ handler: HANDLER, bundle: `.open-next/${name}` });
  const server = { ...fn("server-functions/default"), type: "function", streaming: isStreaming(config) };
  const images = { ...fn("image-optimization-function"), type: "function", streaming: false };
  const revalidation = disableIncrementalCache ? undefined : fn("revalidation-function");
  const tags = disableTagCache ? undefined : fn("dynamodb-provider");
  const output = {
    edgeFunctions: {},
    origins: { default: server, imageOptimizer: images, s3: { type: "s3", originPath: "_assets", copy: [] } },
    behaviors: [],
    additionalProps: {
      ...{ disableIncrementalCache, disableTagCache },
      ...{ revalidationFunction: revalidation, initializationFunction: tags },
    },
  };
  for (const { bundle } of [server, images, ...(revalidation ? [revalidation] : []), ...(tags ? [tags] : [])]) {
    write(path.join(folder, bundle, "index.mjs"), "export const handler = async () => {};\n");
  }
  mkdirSync(path.join(folder, ".open-next/assets/_next/static"), { recursive: true });
  write(path.join(folder, ".open-next/open-next.output.json"), JSON.stringify(output));
  write(path.join(folder, ".next/BUILD_ID"), "stub");
  write(path.join(folder, ".next/routes-manifest.json"), JSON.stringify({ basePath: "" }));
  write(path.join(folder, ".next/prerender-manifest.json"), JSON.stringify({ version: 4, routes: {} }));
  return folder;
}

/** The site's own settings, or OpenNext's defaults when it has none. */
async function readConfig(site: string): Promise<OpenNextConfig> {
  const file = path.join(site, "open-next.config.ts");
  if (!existsSync(file)) return {};
  return ((await import(pathToFileURL(file).href)) as { default: OpenNextConfig }).default;
}

function isStreaming({ default: server }: OpenNextConfig): boolean {
  const wrapper = server?.override?.wrapper;
  if (wrapper !== undefined && typeof wrapper !== "string")
    throw new Error(
      "open-next.config.ts has a wrapper of its own, of which the synthesis cannot tell whether it streams",
    );
  return wrapper !== undefined && STREAMING.includes(wrapper);
}

function refuseBasePath(site: string): void {
  for (const name of ["next.config.ts", "next.config.mjs", "next.config.js"]) {
    const file = path.join(site, name);
    if (existsSync(file) && /\bbasePath\b/.test(readFileSync(file, "utf8")))
      throw new Error(
        `${file} sets a base path, which graph/stub-site.ts does not know to put into the build's stand-in`,
      );
  }
}

function write(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}
