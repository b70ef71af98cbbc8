import { type Command, Option } from "commander";
import { type Goal, ingestAll } from "../ingest.ts";
import { jsonOption, type StageOptions, stageOption } from "../options.ts";
import { withApi } from "../with-api.ts";

interface IngestOptions extends StageOptions {
  readonly wait?: true;
  readonly until: Goal;
  readonly again?: true;
}

export function addIngest(program: Command): void {
  program
    .command("ingest")
    .description(
      "uploads FILES, and those in folders, into the library of the stage; clip.srt, clip.en.vtt or clip.json beside clip.mp4 goes with it",
    )
    .argument("<files...>")
    .option("--wait", "until each is searchable, rejected or failed")
    .addOption(new Option("--until <state>", "what to wait for").choices(["ready", "searchable"]).default("searchable"))
    .option("--again", "sends also files whose bytes are there already, as copies of what is there")
    .addOption(stageOption())
    .addOption(jsonOption())
    .action((files: string[], { wait, until, again, ...options }: IngestOptions) =>
      withApi(options, async (api, isOwn) => {
        const json = options.json === true;
        await ingestAll(api, files, { json, again: again === true, goal: wait || isOwn ? until : null });
      }),
    );
}
