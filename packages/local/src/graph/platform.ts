import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { json } from "node:stream/consumers";

/** Where `scripts/setup/platform.mjs` has SST put its components' code and the Pulumi providers of the project. */
export const platformOf = (root: string) => path.join(root, ".sst", "platform");

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
