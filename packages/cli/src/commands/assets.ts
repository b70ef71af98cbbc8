import type { Command } from "commander";
import { collect, connect } from "../api.ts";
import { jsonOption, type StageOptions, stageOption } from "../options.ts";
import { bytes, duration, print, printJson, printTable } from "../output.ts";
import { toldUse } from "../told-use.ts";

interface ListOptions extends StageOptions {
  readonly limit: string;
  readonly trash?: true;
  readonly tag?: string[];
  readonly collection?: string[];
}

/** The cuts of one asset that are told, those that were ordered last. */
const MOST_USES = 100;

export function addAssets(program: Command): void {
  program
    .command("assets")
    .description("the library, newest first")
    .option("--limit <count>", "how many", "50")
    .option("--tag <name...>", "only those with all of these tags")
    .option("--collection <name...>", "only those in all of these collections")
    .option("--trash", "what was deleted and can still be restored")
    .addOption(stageOption())
    .addOption(jsonOption())
    .action(async ({ stage, json, limit, trash, tag = [], collection = [] }: ListOptions) => {
      const api = connect(stage);
      const items = await collect(Number(limit), (page) =>
        api.listAssets({ ...page, tag, collection, ...(trash && { trash: "true" }) }),
      );
      if (json) {
        for (const item of items) printJson(item);
        return;
      }
      printTable(
        ["ASSET", "STATUS", "LENGTH", "SIZE", "NAME"],
        items.map(({ assetId, status, durationMs, bytes: size, name, reason }) => [
          assetId,
          status,
          durationMs === undefined ? "-" : duration(durationMs),
          bytes(size),
          reason ? `${name}  (${reason.message})` : name,
        ]),
      );
    });

  program
    .command("asset")
    .description("one asset: what it is, and what was made of it")
    .argument("<id>")
    .addOption(stageOption())
    .addOption(jsonOption())
    .action(async (id: string, { stage, json }: StageOptions) => {
      const api = connect(stage);
      const [asset, uses] = await Promise.all([
        api.getAsset({ assetId: id }),
        collect(MOST_USES, (page) => api.listUses({ assetId: id, ...page })),
      ]);
      if (json) return printJson({ ...asset, uses });
      const { technical, reason, deletedAt } = asset;
      print(`${asset.name}  ${asset.status}${reason ? `: ${reason.message}` : ""}`);
      print(`  ${asset.assetId}, ${bytes(asset.bytes)}${asset.fingerprint ? `, sha256 ${asset.fingerprint}` : ""}`);
      if (deletedAt) print(`  in the trash since ${deletedAt}`);
      if (asset.linkedTo) print(`  the same bytes as ${asset.linkedTo}`);
      if (technical?.video) {
        const { codec, displayWidth, displayHeight, frameRate } = technical.video;
        print(`  video  ${codec} ${displayWidth}x${displayHeight} ${frameRate} fps, ${technical.container}`);
      }
      if (technical?.audio)
        print(`  audio  ${technical.audio.codec} ${technical.audio.channels} ch ${technical.audio.sampleRate} Hz`);
      for (const { kind, bytes: size, uri } of asset.derivatives)
        print(`  ${kind.padEnd(10)} ${bytes(size).padStart(9)}  ${uri}`);
      for (const use of uses) print(`  used in    ${toldUse(use)}`);
    });
}
