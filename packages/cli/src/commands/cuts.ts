import { createWriteStream } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Client } from "@videoflow/client/client";
import type { Cut } from "@videoflow/client/schema";
import type { Command } from "commander";
import { collect, connect } from "../api.ts";
import { exitCodeOfCut, followCut, resultOf, showCut } from "../cut.ts";
import { Exit, UsageError } from "../exit.ts";
import { aboveZero, jsonOption, type StageOptions, stageOption } from "../options.ts";
import { duration, print, printJson, printTable, report } from "../output.ts";

interface CutOptions extends StageOptions {
  readonly wait?: true;
  readonly download?: string;
}

export function addCuts(program: Command): void {
  program
    .command("cuts")
    .description("the cuts of the stage, newest first")
    .option("--limit <count>", "how many", "50")
    .addOption(stageOption())
    .addOption(jsonOption())
    .action(async ({ stage, json, limit }: StageOptions & { limit: string }) => {
      const api = connect(stage);
      const items = await collect(Number(limit), (page) => api.listCuts(page));
      if (json) return items.forEach(printJson);
      printTable(
        ["CUT", "STATUS", "LENGTH", "USE CASE", "TITLE"],
        items.map(({ cutId, status, durationMs, useCase, title }) => [
          ...[cutId, status, durationMs === undefined ? "-" : duration(durationMs), useCase, title],
        ]),
      );
    });

  program
    .command("cut")
    .description("one cut: its clips, what the gates said, and its files")
    .argument("<id>")
    .option("--wait", "until it is finished, refused or failed")
    .option("--download <folder>", "save its files there")
    .addOption(stageOption())
    .addOption(jsonOption())
    .action(async (cutId: string, { stage, json, wait, download }: CutOptions) => {
      const api = connect(stage);
      const cut = wait ? await followCut(api, cutId, json) : await api.getCut({ cutId });
      if (wait) process.exitCode = exitCodeOfCut(cut);
      if (json) printJson(resultOf(cut));
      else showCut(cut);
      if (download) await save(cut.deliverables, download);
    });

  program
    .command("budget")
    .description("sets what a cut may cost on AWS; one that its budget had ended goes on from there")
    .argument("<id>")
    .argument("<dollars>", "in all, with what it has cost already", aboveZero)
    .addOption(stageOption())
    .addOption(jsonOption())
    .action(async (cutId: string, usd: number, { stage, json }: StageOptions) => {
      const answer = await connect(stage).setCutBudget({ cutId, budgetMicroUsd: Math.round(usd * 1e6) });
      if (json) return printJson(answer);
      print(answer.runId ? `${cutId} goes on: ./videoflow cut ${cutId} --wait` : `The budget of ${cutId} is $${usd}.`);
    });

  program
    .command("revise")
    .description("makes an OTIO or EDL file that was edited elsewhere the next revision of a cut")
    .argument("<id>")
    .argument("<file>", ".otio or .edl")
    .option("--dry-run", "only tell what would change, and what the gates would say")
    .option("--render", "render it when the gates let it through")
    .addOption(stageOption())
    .addOption(jsonOption())
    .action((cutId: string, file: string, options: ReviseOptions) =>
      revise(connect(options.stage), cutId, file, options),
    );
}

/** A ladder for streaming is a folder of hundreds of files behind its list: it is told where it lies. */
async function save(files: Cut["deliverables"], folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const { kind, name, uri, url } of files) {
    if (kind === "hls") {
      report(`${name} stays where it is: ${uri.slice(0, uri.lastIndexOf("/") + 1)}`);
      continue;
    }
    const { body, ok, status } = await fetch(url);
    if (!ok || !body) throw new Error(`${name} could not be read: HTTP ${status}`);
    await pipeline(Readable.fromWeb(body as never), createWriteStream(path.join(folder, path.basename(name))));
  }
}

interface ReviseOptions extends StageOptions {
  readonly dryRun?: true;
  readonly render?: true;
}

async function revise(
  api: Client,
  cutId: string,
  file: string,
  { json, dryRun, render }: ReviseOptions,
): Promise<void> {
  const [, format] = /\.(otio|edl)$/i.exec(file.toLowerCase()) ?? [];
  if (format !== "otio" && format !== "edl") throw new UsageError(`${file} is neither an .otio nor an .edl file`);
  const text = await readFile(file, "utf8");
  const outcome = await api.reviseCut({ cutId, by: "timeline", format, text, ...(dryRun && { dryRun }) });
  if (!outcome.verdict.passed) process.exitCode = Exit.rejected;
  if (json)
    printJson({ revision: outcome.revision, changes: outcome.changes, notes: outcome.notes, verdict: outcome.verdict });
  else {
    for (const { text: change } of outcome.changes) print(change);
    for (const note of outcome.notes) print(`not taken over: ${note}`);
    const refusals = outcome.verdict.rounds.flatMap(({ gates }) => gates).flatMap(({ findings }) => findings);
    for (const { passed, text: finding } of refusals) if (!passed) print(`refused: ${finding}`);
    print(outcome.revision ? `Revision ${outcome.revision} of ${cutId}` : "Nothing was changed.");
  }
  if (render && outcome.revision) await api.renderCut({ cutId });
}
