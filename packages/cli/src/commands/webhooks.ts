import type { Delivery } from "@videoflow/client/schema";
import { EventType } from "@videoflow/core/event.schema";
import type { Command } from "commander";
import { collect, connect } from "../api.ts";
import { jsonOption, type StageOptions, stageOption } from "../options.ts";
import { print, printJson, printTable } from "../output.ts";

export function addWebhooks(program: Command): void {
  const webhooks = program
    .command("webhooks")
    .description("addresses that are told of events, and what was sent to them");

  command(webhooks, "list", "the webhooks, newest first", { isDefault: true }).action(
    async ({ stage, json }: StageOptions) => {
      const items = await collect(1000, (page) => connect(stage).listWebhooks(page));
      if (json) return printEach(items);
      printTable(
        ["WEBHOOK", "STATE", "URL", "EVENTS"],
        items.map(({ webhookId, enabled, disabledBecause, failingSince, url, events }) => [
          webhookId,
          enabled ? (failingSince ? "failing" : "enabled") : (disabledBecause?.code ?? "disabled"),
          url,
          events.join(" "),
        ]),
      );
    },
  );

  command(webhooks, "add", "has events sent to URL, and prints the secret that signs them: it is not shown again")
    .argument("<url>")
    .option("--events <type...>", `which ones, all by default: ${EventType.options.join(", ")}`)
    .option("--description <text>", "what it is for")
    .action(
      async (url: string, { stage, json, events = EventType.options, description }: StageOptions & AddOptions) => {
        const wanted = { url, events: events as EventType[], ...(description && { description }) };
        const created = await connect(stage).createWebhook(wanted);
        if (json) return printJson(created);
        print(`${created.webhookId}  ${created.url}`);
        print(`secret  ${created.secret}`);
      },
    );

  command(webhooks, "remove", "takes a webhook away")
    .argument("<id>")
    .action(async (webhookId: string, { stage, json }: StageOptions) => {
      await connect(stage).deleteWebhook({ webhookId });
      if (json) return printJson({ webhookId, removed: true });
      print(`${webhookId} is removed.`);
    });

  command(webhooks, "test", "sends a webhook a test message")
    .argument("<id>")
    .action(async (webhookId: string, { stage, json }: StageOptions) => {
      const delivery = await connect(stage).testWebhook({ webhookId });
      if (json) return printJson(delivery);
      print(`${delivery.deliveryId} is on its way.`);
    });

  command(webhooks, "deliveries", "what was sent to a webhook in the last 30 days, newest first")
    .argument("<id>")
    .option("--limit <count>", "how many", "50")
    .action(async (webhookId: string, { stage, json, limit }: StageOptions & { limit: string }) => {
      const api = connect(stage);
      const items = await collect(Number(limit), (page) => api.listDeliveries({ webhookId, ...page }));
      if (json) return printEach(items);
      printTable(
        ["DELIVERY", "STATE", "ATTEMPTS", "CREATED", "EVENT", "LAST ANSWER"],
        items.map((delivery) => [
          delivery.deliveryId,
          delivery.status,
          String(delivery.attempts.length),
          delivery.createdAt,
          delivery.type,
          answerOf(delivery),
        ]),
      );
    });

  command(webhooks, "replay", "sends a delivery once more, with the same webhook-id")
    .argument("<id>", "the webhook")
    .argument("<delivery>")
    .action(async (webhookId: string, deliveryId: string, { stage, json }: StageOptions) => {
      const again = await connect(stage).replayDelivery({ webhookId, deliveryId });
      if (json) return printJson(again);
      print(`${again.deliveryId} is on its way.`);
    });
}

function printEach(items: readonly object[]): void {
  for (const item of items) printJson(item);
}

interface AddOptions {
  readonly events?: readonly string[];
  readonly description?: string;
}

const command = (parent: Command, name: string, description: string, options?: { isDefault: boolean }) =>
  parent.command(name, options).description(description).addOption(stageOption()).addOption(jsonOption());

/** What the receiver said last, or why it said nothing. */
function answerOf({ attempts }: Pick<Delivery, "attempts">): string {
  const last = attempts.at(-1);
  if (!last) return "";
  return last.error ? `${last.error.code}: ${last.error.message}` : String(last.status);
}
