import { readFileSync } from "node:fs";
import path from "node:path";
import { once } from "./once.mjs";
import { npmStep, root } from "./step.mjs";

/**
 * Installs the code of SST's components and the Pulumi providers of the project (323 MB) to `.sst/platform`, unless this version is
 * there. Needs npm only: no account, no Pulumi, no bun. `env` has Node 24 on its path.
 */
export async function ensurePlatform(env) {
  const { version } = JSON.parse(readFileSync(path.join(root, "node_modules/sst/package.json"), "utf8"));
  const platform = path.join(root, ".sst", "platform");
  const sst = path.join(root, "node_modules/.bin/sst");
  const settings = { SST_SKIP_DEPENDENCY_CHECK: "1", NO_BUN: "1", SST_TELEMETRY_DISABLED: "1", SST_STAGE: "synth" };
  await once(path.join(platform, ".videoflow-installed"), version, () =>
    npmStep(`Installing SST ${version}'s platform (323 MB, about a minute)`, sst, ["install"], {
      env: { ...env, ...settings },
      fills: platform,
    }),
  );
}
