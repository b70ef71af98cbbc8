import type { PriceList } from "@videoflow/client/schema";
import type { Command } from "commander";
import { connect } from "../api.ts";
import { jsonOption, type StageOptions, stageOption } from "../options.ts";
import { dollars, print, printJson, printTable } from "../output.ts";

interface UsageOptions extends StageOptions {
  readonly from?: string;
  readonly to?: string;
}

export function addUsage(program: Command): void {
  program
    .command("usage")
    .description("what runs cost, by day and service; by default of the last 30 days")
    .option("--from <day>", "such as 2026-01-31, in UTC")
    .option("--to <day>", "the last day, today by default")
    .addOption(stageOption())
    .addOption(jsonOption())
    .action(async ({ stage, json, from, to }: UsageOptions) => {
      const report = await connect(stage).getUsage({ ...(from && { from }), ...(to && { to }) });
      if (json) return printJson(report);
      const services = report.services.map(({ service }) => service);
      const row = (name: string, nanoUsd: number, spent: readonly { service: string; nanoUsd: number }[]) => [
        ...[name, dollars(nanoUsd)],
        ...services.map((one) => dollars(spent.find(({ service }) => service === one)?.nanoUsd ?? 0)),
      ];
      const days = report.days.filter(({ nanoUsd }) => nanoUsd > 0);
      printTable(
        ["DAY", "COST", ...services.map((service) => service.toUpperCase())],
        [
          ...days.map(({ day, nanoUsd, services: spent }) => row(day, nanoUsd, spent)),
          row("all", report.nanoUsd, report.services),
        ],
      );
      print(pricesOf(report.prices));
    });
}

/** Of what a cost was made, and what it means where nothing is paid. */
export const pricesOf = ({ region, asOf }: PriceList): string =>
  `At AWS's list prices of ${region} as of ${asOf}. A stage on one machine pays none of it: there it is what AWS would ask.`;

/** A quantity with as many digits as say something. */
export const amountOf = (quantity: number): string =>
  quantity.toLocaleString("en", { maximumFractionDigits: quantity < 10 ? 3 : 1 });
