import { ApiError } from "@videoflow/client/client";
import { StageBusyError } from "@videoflow/local/state/stage-lock";
import { Command } from "commander";
import { addAssets } from "./commands/assets.ts";
import { addBench } from "./commands/bench.ts";
import { addCuts } from "./commands/cuts.ts";
import { addIngest } from "./commands/ingest.ts";
import { addKeys } from "./commands/keys.ts";
import { addLogs } from "./commands/logs.ts";
import { addMake } from "./commands/make.ts";
import { addOpen } from "./commands/open.ts";
import { addRebuild } from "./commands/rebuild.ts";
import { addReembed } from "./commands/reembed.ts";
import { addRuns } from "./commands/runs.ts";
import { addSearch } from "./commands/search.ts";
import { addShell } from "./commands/shell.ts";
import { addStage } from "./commands/stage.ts";
import { addStart } from "./commands/start.ts";
import { addSynth } from "./commands/synth.ts";
import { addTest } from "./commands/test.ts";
import { addTrash } from "./commands/trash.ts";
import { addUnderstanding } from "./commands/understanding.ts";
import { addUsage } from "./commands/usage.ts";
import { addWebhooks } from "./commands/webhooks.ts";
import { Exit, isSetupError, UsageError } from "./exit.ts";
import { report } from "./output.ts";

// The launcher meant it for this process, not for what it starts.
delete process.env.NODE_COMPILE_CACHE;

const program = new Command("videoflow")
  .description("Footage in, verified derivatives out: the whole pipeline on this machine.")
  .showHelpAfterError()
  .helpCommand(false)
  .addHelpText(
    "after",
    `
Exit codes:
  ${Exit.ok}  done; for ingest: every file is ready
  ${Exit.failed}  something failed; for ingest: at least one file failed
  ${Exit.rejected}  ingest: at least one file was rejected, none failed; make, cut, revise: a gate refused the cut
  ${Exit.setup}  something is missing on this machine that only you can install
`,
  );

for (const add of [
  addStart,
  addOpen,
  addIngest,
  addAssets,
  addTrash,
  addSearch,
  addUnderstanding,
  addMake,
  addCuts,
  addRuns,
  addUsage,
  addRebuild,
  addReembed,
  addKeys,
  addWebhooks,
  addLogs,
  addStage,
  addShell,
  addSynth,
  addTest,
  addBench,
])
  add(program);

// Who reads the output may have seen enough, as `head` has.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = Exit.failed;
  if (isSetupError(error)) process.exitCode = error.exitCode;
  else tell(error);
}

function tell(error: unknown): void {
  const expected = [UsageError, StageBusyError, ApiError].some((kind) => error instanceof kind);
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  report(expected ? message : (stack ?? message));
}
