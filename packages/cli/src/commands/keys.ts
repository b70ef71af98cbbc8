import { Scope } from "@videoflow/core/access/role.schema";
import { type Command, Option } from "commander";
import { connect } from "../api.ts";
import { UsageError } from "../exit.ts";
import { jsonOption, type StageOptions, stageOption } from "../options.ts";
import { print, printJson, printTable } from "../output.ts";

interface NewKeyOptions extends StageOptions {
  readonly role: "viewer" | "editor" | "admin";
  readonly days?: string;
  readonly scope?: Scope[];
}

const DAY_MS = 24 * 3_600_000;

const goodUntil = (expiresOn: string | null): string => {
  if (!expiresOn) return "-";
  return Date.parse(expiresOn) > Date.now() ? expiresOn : `expired ${expiresOn}`;
};

export function addKeys(program: Command): void {
  const keys = program.command("keys").description("API keys of the workspace: list, make, revoke");

  keys
    .command("list", { isDefault: true })
    .description("all of them, newest first")
    .addOption(stageOption())
    .addOption(jsonOption())
    .action(async ({ stage, json }: StageOptions) => {
      const { items } = await connect(stage).listKeys();
      if (json) {
        for (const item of items) printJson(item);
        return;
      }
      printTable(
        ["KEY", "ROLE", "PARTS", "LAST USED", "GOOD UNTIL", "NAME"],
        items.map(({ keyId, role, scopes, lastUsedAt, expiresOn, revokedAt, name }) => [
          keyId,
          role,
          scopes?.join(",") ?? "all",
          lastUsedAt ?? "-",
          revokedAt ? "revoked" : goodUntil(expiresOn),
          name,
        ]),
      );
    });

  keys
    .command("make")
    .description("makes one and prints its secret, this once")
    .argument("<name>", "who will use it")
    .addOption(new Option("--role <role>", "what it may do").choices(["viewer", "editor", "admin"]).default("viewer"))
    .addOption(
      new Option("--scope <parts...>", "only for these parts of the API; without it, for all").choices(Scope.options),
    )
    .option("--days <count>", "good for so many days; without it, until it is revoked")
    .addOption(stageOption())
    .addOption(jsonOption())
    .action(async (name: string, { stage, json, role, days, scope }: NewKeyOptions) => {
      if (days && !(Number(days) > 0)) throw new UsageError(`--days is a number of days, not ${days}`);
      const expiresOn = days && new Date(Date.now() + Number(days) * DAY_MS).toISOString();
      const made = await connect(stage).makeKey({
        name,
        role,
        ...(scope && { scopes: scope }),
        ...(expiresOn && { expiresOn }),
      });
      if (json) printJson(made);
      else print(made.secret);
    });

  keys
    .command("revoke")
    .description("makes one good for nothing, within half a minute and for ever")
    .argument("<id>")
    .addOption(stageOption())
    .addOption(jsonOption())
    .action(async (keyId: string, { stage, json }: StageOptions) => {
      await connect(stage).revokeKey({ keyId });
      if (json) printJson({ keyId, revoked: true });
      else print(`${keyId} is good for nothing any more.`);
    });
}
