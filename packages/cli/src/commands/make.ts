import { readFile } from "node:fs/promises";
import type { Client } from "@videoflow/client/client";
import type { CutOrder, Footage, Format, UseCase } from "@videoflow/client/schema";
import { type Command, InvalidArgumentError, Option } from "commander";
import { exitCodeOfCut, followCut, resultOf, showCut } from "../cut.ts";
import { UsageError } from "../exit.ts";
import { aboveZero, jsonOption, type StageOptions, stageOption } from "../options.ts";
import { dollars, print, printJson, report } from "../output.ts";
import { withApi } from "../with-api.ts";

interface MakeOptions extends StageOptions {
  readonly from: string[];
  readonly duration: number;
  readonly tolerance?: number;
  readonly brief: string;
  readonly title?: string;
  readonly tone?: CutOrder["tone"];
  readonly formats: Format[];
  readonly captions: NonNullable<Format["captions"]>;
  readonly mustHave?: string[];
  readonly mustNotHave?: string[];
  readonly loudness: string;
  readonly logo?: string;
  readonly budget?: number;
  readonly hls?: true;
  readonly wait?: true;
}

const USE_CASES: readonly UseCase[] = ["news", "aftermovie", "wrapped"];
const ASSET = /^ast_[0-9A-Z]{26}$/;

export function addMake(program: Command): void {
  const make = program.command("make").description("orders a cut: news, aftermovie or wrapped");
  for (const useCase of USE_CASES) {
    make
      .command(useCase)
      .requiredOption("--from <footage...>", "a search, ids of assets, or collection:NAME")
      .option("--duration <seconds>", "how long it is to be", aboveZero, 60)
      .option("--tolerance <seconds>", "by how much it may be shorter or longer", aboveZero)
      .option("--brief <text>", "what it is to tell", "")
      .option("--title <text>", "its title; without one, the crew finds one")
      .addOption(new Option("--tone <tone>").choices(["neutral", "warm", "energetic", "solemn"]))
      .option("--formats <names>", "landscape, square, vertical; :720 for HD", formatsIn, formatsIn("landscape"))
      .addOption(new Option("--captions <mode>").choices(["burned", "sidecar", "none"]).default("burned"))
      .option("--must-have <words...>", "moments that have to be in it")
      .option("--must-not-have <words...>", "moments that must not be in it")
      .addOption(new Option("--loudness <lufs>", "for the web or for broadcast").choices(["-14", "-23"]).default("-14"))
      .option("--logo <file>", "a PNG, at most 200 kB")
      .option("--budget <dollars>", "what it may cost on AWS", aboveZero)
      .option("--hls", "also as an HLS ladder")
      .option("--wait", "until it is finished, refused or failed")
      .addOption(stageOption())
      .addOption(jsonOption())
      .action((options: MakeOptions) =>
        withApi(options, (api, isOwn) => order(api, useCase, isOwn ? { ...options, wait: true } : options)),
      );
  }
}

async function order(api: Client, useCase: UseCase, options: MakeOptions): Promise<void> {
  const { json, wait } = options;
  const wanted = await orderOf(useCase, options);
  const { quote, objections } = await api.quoteCut(wanted);
  if (!json) {
    for (const objection of objections) report(objection);
    report(`About ${dollars(quote.microUsd * 1000)} on AWS, and ${Math.ceil(quote.durationMs / 1000)} s.`);
  }
  const { cutId, runId } = await api.orderCut(wanted);
  if (!wait) {
    if (json) printJson({ cutId, runId });
    else print(`${cutId} is being composed: ./videoflow cut ${cutId} shows how far it is.`);
    return;
  }
  const cut = await followCut(api, cutId, json);
  process.exitCode = exitCodeOfCut(cut);
  if (json) printJson(resultOf(cut));
  else showCut(cut);
}

async function orderOf(useCase: UseCase, options: MakeOptions): Promise<CutOrder> {
  const { duration, tolerance, brief, title, tone, formats, captions, hls, mustHave, mustNotHave, logo, budget } =
    options;
  return {
    ...{ useCase, brief, footage: footageIn(options.from), loudness: options.loudness === "-23" ? -23 : -14 },
    duration: {
      targetMs: Math.round(duration * 1000),
      ...(tolerance !== undefined && { toleranceMs: Math.round(tolerance * 1000) }),
    },
    formats: formats.map((format) => ({ ...format, captions, ...(hls && { hls }) })),
    ...(title && { title }),
    ...(tone && { tone }),
    ...(mustHave && { mustHave }),
    ...(mustNotHave && { mustNotHave }),
    ...(logo && { brand: { logo: await readFile(logo, "base64") } }),
    ...(budget !== undefined && { budgetMicroUsd: Math.round(budget * 1e6) }),
  };
}

/** Several ids are assets, anything else is what to search for. */
function footageIn(from: readonly string[]): Footage {
  const [first = ""] = from;
  if (from.every((one) => ASSET.test(one))) return { by: "assets", assetIds: [...from] };
  if (from.some((one) => ASSET.test(one)))
    throw new UsageError("--from takes either ids of assets or a search, not both");
  const [, collection] = /^collection:(.+)$/.exec(first) ?? [];
  return collection ? { by: "collection", collection } : { by: "search", query: from.join(" ") };
}

function formatsIn(given: string): Format[] {
  return given.split(",").map((one) => {
    const [, name, lines = "1080"] = /^(landscape|square|vertical)(?::(540|720|1080))?$/.exec(one.trim()) ?? [];
    if (!name)
      throw new InvalidArgumentError(
        "must be of landscape, square, vertical, each with :540, :720 or :1080 or without",
      );
    return { name: name as Format["name"], lines: Number(lines) as 540 | 720 | 1080 };
  });
}
