import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { json } from "node:stream/consumers";
import { promisify } from "node:util";

/** Where `sst install` puts SST's component code and the Pulumi providers of the project. */
export const platformOf = (root: string) => path.join(root, ".sst", "platform");

/**
 * Installs SST's platform (323 MB, under a minute) unless this version is there. Needs npm only: no account, no Pulumi,
 * no bun.
 */
export async function installPlatform(root: string, report: (line: string) => void): Promise<void> {
  const sst = JSON.parse(readFileSync(path.join(root, "node_modules/sst/package.json"), "utf8")) as { version: string };
  const versionFile = path.join(platformOf(root), "version");
  const installed = existsSync(versionFile) ? readFileSync(versionFile, "utf8").trim() : undefined;
  const complete = existsSync(path.join(platformOf(root), "node_modules/@pulumi/aws"));
  if (installed === sst.version && complete) return;
  report(`Installing SST ${sst.version}'s platform (323 MB, about a minute)`);
  const environment = {
    ...process.env,
    SST_SKIP_DEPENDENCY_CHECK: "1",
    NO_BUN: "1",
    SST_TELEMETRY_DISABLED: "1",
    SST_STAGE: "synth",
  };
  const command = path.join(root, "node_modules/.bin/sst");
  await promisify(execFile)(command, ["install"], { cwd: root, env: environment, maxBuffer: 64 * 1024 * 1024 });
}

export interface BuildRequest {
  readonly functionID: string;
  readonly handler: string;
  /** Folder of code that is built already, by whoever wrote infra or by a site's own build. */
  readonly bundle?: string;
  readonly links?: Readonly<Record<string, unknown>>;
  /** The function's own `nodejs`. */
  readonly properties?: { readonly install?: Readonly<Record<string, string>> };
}

/**
 * Stands in for the `sst` command line, which SST's components call back during a deploy: for names of the bootstrap
 * resources and for building functions. `builds` collects which function is made from which handler.
 */
export async function startPlatformRpc(bundleDirectory: string) {
  const builds: BuildRequest[] = [];
  const answers: Record<string, (parameter: unknown) => unknown> = {
    "Provider.Aws.Bootstrap": () => ({
      asset: "sst-asset",
      assetEcrRegistryId: "000000000000",
      assetEcrUrl: "000000000000.dkr.ecr.us-east-1.amazonaws.com/sst-asset",
      state: "sst-state",
      appsyncHttp: "appsync.invalid",
      appsyncRealtime: "appsync-realtime.invalid",
    }),
    "Provider.Aws.Appsync": () => ({ http: "appsync.invalid", realtime: "appsync-realtime.invalid" }),
    "Runtime.Build": (parameter) => {
      const request = parameter as BuildRequest;
      builds.push(request);
      const { handler, bundle } = request;
      const built = bundle ? { handler, out: bundle } : { handler: "bundle.handler", out: bundleDirectory };
      return { ...built, errors: [], sourcemaps: [] };
    },
    "Runtime.AddTarget": () => ({}),
  };
  const server = createServer(async (request, response) => {
    const { method, params } = (await json(request)) as { method: string; params: unknown[] };
    const known = answers[method];
    // No idle connections: an open one means that an answer is being waited for.
    response.setHeader("connection", "close");
    response.end(
      JSON.stringify(known ? { result: known(params[0]) } : { error: `${method} is not known to the synthesis` }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    builds,
    url: `http://127.0.0.1:${port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
