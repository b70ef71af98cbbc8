import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // Tests wait for processes and disks more than they compute; by default two cores get one worker.
    maxWorkers: Math.max(2, availableParallelism()),
    // What fails once on a busy machine is named at the end (scripts/flaky-reporter.ts); what fails twice is broken.
    retry: 1,
    projects: [
      {
        // Their modules read once, when they are loaded, which stage the environment names: each file loads them anew, but into
        // the same process, which has the libraries by then. To start one takes a second of a core.
        test: {
          name: "stage",
          include: ["packages/{core,functions}/src/**/*.test.ts", "infra/**/*.test.ts", "bench/**/*.test.ts"],
          isolate: false,
          setupFiles: ["scripts/fresh-start.ts"],
          // It reads the environment when it is loaded, too.
          server: { deps: { inline: ["sst"] } },
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        // These can do without loading anything anew.
        test: {
          name: "packages",
          include: ["packages/{cli,client,local,media,process}/src/**/*.test.ts", "scripts/**/*.test.ts"],
          isolate: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        root: "web",
        test: { name: "web", include: ["lib/**/*.test.ts"], isolate: false },
      },
      {
        // Whole products with a browser: one at a time on a small machine.
        test: {
          name: "e2e",
          include: ["e2e/**/*.test.ts"],
          globalSetup: ["packages/testing/src/prepared-library.ts"],
          testTimeout: 180_000,
          hookTimeout: 240_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
