import type { SearchPage } from "@videoflow/client/schema";
import { type Command, InvalidArgumentError } from "commander";
import { connect } from "../api.ts";
import { jsonOption, type StageOptions, stageOption } from "../options.ts";
import { duration, print, printJson } from "../output.ts";

interface SearchOptions extends StageOptions {
  readonly filter: Record<string, string[]>;
  readonly limit: string;
}

export function addSearch(program: Command): void {
  program
    .command("search")
    .description('finds moments: words, "phrases", -exclusions, and what means the same')
    .argument("[query]", "what to look for; without it, what the filters leave, newest first")
    .option(
      "--filter <name=value>",
      "label, text, people, speech, defect, minDurationMs, maxDurationMs, after, before, tag, collection, assetId; may be given again",
      addFilter,
      {},
    )
    .option("--limit <count>", "how many", "20")
    .addOption(stageOption())
    .addOption(jsonOption())
    .action(async (query: string | undefined, { stage, json, filter, limit }: SearchOptions) => {
      const input = { ...filter, q: query ?? "", limit: Number(limit) };
      const page = await connect(stage).searchMoments(input as never);
      if (json) for (const item of page.items) printJson(item);
      else show(page);
    });
}

function addFilter(given: string, filter: Record<string, string[]>): Record<string, string[]> {
  const [, name, value] = /^([a-zA-Z]+)=(.+)$/.exec(given) ?? [];
  if (!name || !value) throw new InvalidArgumentError("must be name=value, such as label=car");
  return { ...filter, [name]: [...(filter[name] ?? []), value] };
}

/** Labels that a machine is not sure of are found by, and not told as what is there. */
const matched = (terms: readonly string[]): string =>
  terms.length > 0 ? `words: ${terms.join(", ")}` : "words: something that was seen, though not with certainty";

function show({ items, total, facets, tookMs }: SearchPage): void {
  for (const { name, startMs, endMs, description, why, assetId, scene } of items) {
    const reasons = [
      ...(why.words ? [matched(why.words.terms)] : []),
      ...(why.meaning ? [`meaning, ${why.meaning.rank}.`] : []),
    ];
    print(`${name}  ${duration(startMs)} to ${duration(endMs)}  (${assetId}, scene ${scene})`);
    print(`  ${description}`);
    if (reasons.length > 0) print(`  ${reasons.join("; ")}`);
  }
  const labels = facets.labels.slice(0, 8).map(({ value, count }) => `${value} ${count}`);
  print(
    `${total} ${total === 1 ? "moment" : "moments"} in ${tookMs} ms${labels.length > 0 ? `: ${labels.join(", ")}` : ""}`,
  );
}
