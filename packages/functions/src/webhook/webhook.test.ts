import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createId } from "@videoflow/core/id";
import { startReceiver } from "@videoflow/core/webhook/testing";
import { configured } from "@videoflow/local/graph/configured";
import { readGraph } from "@videoflow/local/graph/lock";
import type { Graph } from "@videoflow/local/graph/resources";
import { startTestCloud, type TestCloud } from "@videoflow/local/testing";
import { afterAll, beforeAll, expect, it } from "vitest";

const root = path.resolve(import.meta.dirname, "../../../..");
const directory = mkdtempSync(path.join(tmpdir(), "videoflow-webhooks-"));
const LINKED = ["Main", "Media", "Bus", "Notices", "Deliveries", "WebhookTargets"];
const patience = { timeout: 40_000, interval: 50 };

/** The project's own bus, queues, table, buckets and the two functions of webhooks, with their roles and everything between them. */
function notifying(endpoint: string): Graph {
  const settings = { WebhookTargets: { loopback: true } };
  const whole = configured(readGraph(root, "test", endpoint), settings);
  const functions = Object.fromEntries(
    Object.entries(whole.functions).filter(([, { handler }]) => handler.includes("/webhook/")),
  );
  const subscriber = /^(Notices|Deliveries)Subscriber|^BusSubscriberTold/;
  const kept = /^aws:(dynamodb\/|s3\/bucket:|sqs\/queue:|cloudwatch\/eventBus)/;
  const resources = whole.resources.filter(
    ({ type, name }) => kept.test(type) || (subscriber.test(name) && !type.startsWith("aws:s3/")),
  );
  const links = Object.fromEntries(Object.entries(whole.links).filter(([name]) => LINKED.includes(name)));
  return { ...whole, functions, resources, links };
}

let cloud: TestCloud;

async function start(): Promise<void> {
  cloud = await startTestCloud({ root, directory, graph: notifying });
  for (const [name, link] of Object.entries(cloud.graph.links))
    process.env[`SST_RESOURCE_${name}`] = JSON.stringify(link);
  process.env.SST_RESOURCE_App = JSON.stringify({ name: "videoflow", stage: "test" });
  Object.assign(process.env, cloud.env);
}

let receiver: Awaited<ReturnType<typeof startReceiver>>;
beforeAll(async () => {
  receiver = await startReceiver();
  await start();
});
afterAll(async () => {
  await cloud.stop();
  await receiver.stop();
  rmSync(directory, { recursive: true, force: true });
});

/** A webhook of a workspace of its own. Domains are loaded when the stage is there: they read its names. */
async function createWebhook() {
  const { provideActor } = await import("@videoflow/core/actor");
  const Webhooks = await import("@videoflow/core/webhook/webhook");
  const workspaceId = createId("wsp");
  const inWorkspace = <Result>(run: () => Promise<Result>) => provideActor({ workspaceId, who: "operator" }, run);
  const { webhookId } = await inWorkspace(() => Webhooks.create({ url: receiver.url, events: ["asset.ready"] }));
  return { workspaceId, webhookId, inWorkspace };
}

async function tell(workspaceId: string): Promise<void> {
  const { publish } = await import("@videoflow/core/event");
  await publish("asset.ready", { workspaceId, assetId: createId("ast"), runId: createId("run") });
}

const idsFrom = (first: number) => receiver.received.slice(first).map(({ headers }) => headers["webhook-id"]);

it("what was told on the bus and not taken comes again by itself", async () => {
  const Deliveries = await import("@videoflow/core/webhook/delivery");
  const { workspaceId, webhookId, inWorkspace } = await createWebhook();
  const first = receiver.received.length;
  receiver.answer((_, response) => {
    response.writeHead(receiver.received.length > first + 1 ? 204 : 500).end();
  });
  await tell(workspaceId);
  const list = async () => (await inWorkspace(() => Deliveries.list({ webhookId }))).items;
  await expect
    .poll(list, patience)
    .toMatchObject([{ status: "delivered", attempts: [{ status: 500 }, { status: 204 }] }]);
  const [one, two] = idsFrom(first);
  expect(one).toMatch(/^evt_/);
  expect(two).toBe(one);
});

it("what was being sent when everything was killed is sent again, with the same id and body", async () => {
  const { workspaceId } = await createWebhook();
  const first = receiver.received.length;
  // It has the message and does not answer; then the power goes.
  receiver.answer(() => {});
  await tell(workspaceId);
  await expect.poll(() => idsFrom(first).length, patience).toBe(1);
  cloud.kill();

  receiver.answer(204);
  await start();
  await expect.poll(() => idsFrom(first).length, patience).toBeGreaterThan(1);
  expect(new Set(idsFrom(first)).size).toBe(1);
  expect(receiver.received.at(-1)?.body).toBe(receiver.received[first]?.body);
});
