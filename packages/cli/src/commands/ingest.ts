import { type Command, Option } from "commander";
import { connect, connectTo } from "../api.ts";
import { type Goal, ingestAll } from "../ingest.ts";
import { jsonOption, type StageOptions, stageOption } from "../options.ts";
import { report } from "../output.ts";
import { findRunning } from "../stage.ts";

interface IngestOptions extends StageOptions {
  readonly wait?: true;
  readonly until: Goal;
  readonly again?: true;
}

export function addIngest(program: Command): void {
  program
    .command("ingest")
    .description(
      "uploads FILES into the library of the stage; clip.srt, clip.en.vtt or clip.json beside clip.mp4 goes with it",
    )
    .argument("<files...>")
    .option("--wait", "until each is searchable, rejected or failed")
    .addOption(new Option("--until <state>", "what to wait for").choices(["ready", "searchable"]).default("searchable"))
    .option("--again", "sends also files whose bytes are there already, as copies of what is there")
    .addOption(stageOption())
    .addOption(jsonOption())
    .action(async (files: string[], { stage, json: asJson, wait, until, again: evenKnown }: IngestOptions) => {
      const [json, again] = [asJson === true, evenKnown === true];
      if (process.env.VIDEOFLOW_API_URL || findRunning(stage))
        return void (await ingestAll(connect(stage), files, { json, again, goal: wait ? until : null }));
      // Nobody would work on the files after this command: it starts the stack, and stays until they are through.
      if (!json) report(`Stage ${stage} is not running: starting it for as long as this takes.`);
      const { startStack } = await import("../stack.ts");
      const stack = await startStack(stage, 0, report);
      try {
        await ingestAll(connectTo(stack.running, stage), files, { json, again, goal: until });
      } finally {
        await stack.stop();
      }
    });
}
