import { rmSync } from "node:fs";
import { SQSClient } from "@aws-sdk/client-sqs";
import { expect, it } from "vitest";
import { startTestCloud, type TestCloud } from "../../testing.ts";
import { nextMessage, openQueue, queueArn, rule, target } from "./testing.ts";

const operator = { kind: "operator" } as const;

async function received(cloud: TestCloud, name: string): Promise<Record<string, unknown>> {
  const sqs = new SQSClient(cloud.clientConfig);
  const message = await nextMessage(sqs, cloud.endpoint, name);
  sqs.destroy();
  return JSON.parse(message?.Body ?? "null");
}

const dueAt = (cloud: TestCloud) =>
  cloud.cloud.database.get<{ due_at: number }>("SELECT due_at FROM agenda WHERE kind = 'events.schedule'")?.due_at ?? 0;

it("delivers what was accepted, though the process was killed before", async () => {
  const resources = [
    openQueue("inbox"),
    rule("all", { eventPattern: '{"source":["app"]}' }),
    target("all", queueArn("inbox")),
  ];
  const before = await startTestCloud({ resources });
  const Entries = [{ Source: "app", DetailType: "Test", Detail: '{"kept":true}' }];
  await before.cloud.call(operator, "events", "PutEvents", { Entries });
  before.kill();

  const after = await startTestCloud({ resources, directory: before.directory });
  expect(await received(after, "inbox")).toMatchObject({ detail: { kept: true } });
  await after.stop();
  rmSync(before.directory, { recursive: true, force: true });
});

it("keeps the times of a schedule over restarts, and makes up what was missed once", async () => {
  const HOUR_MS = 3_600_000;
  const resources = [
    openQueue("hourly"),
    rule("hourly", { scheduleExpression: "rate(1 hour)" }),
    target("hourly", queueArn("hourly")),
  ];
  const first = await startTestCloud({ resources });
  const due = dueAt(first);
  expect(due).toBeGreaterThan(Date.now());
  first.kill();

  const second = await startTestCloud({ resources, directory: first.directory });
  expect(dueAt(second)).toBe(due);
  const missed = due - 5 * HOUR_MS;
  const sql = `UPDATE agenda SET due_at = ?, payload = json_set(payload, '$.at', ?) WHERE kind = 'events.schedule'`;
  second.cloud.database.run(sql, missed, missed);
  await second.cloud.database.flushed();
  second.kill();

  const third = await startTestCloud({ resources, directory: first.directory });
  expect(await received(third, "hourly")).toMatchObject({
    "detail-type": "Scheduled Event",
    source: "aws.events",
    time: new Date(missed).toISOString().replace(/\.\d+/, ""),
    resources: ["arn:aws:events:us-east-1:000000000000:rule/hourly"],
    detail: {},
  });
  expect(dueAt(third)).toBeGreaterThan(Date.now());
  third.kill();

  const changed = [openQueue("hourly"), rule("hourly", { scheduleExpression: "rate(2 hours)" })];
  const fourth = await startTestCloud({ resources: changed, directory: first.directory });
  expect(dueAt(fourth)).toBeGreaterThan(Date.now() + HOUR_MS);
  fourth.kill();

  const fifth = await startTestCloud({ resources: [], directory: first.directory });
  expect(dueAt(fifth)).toBe(0);
  await fifth.stop();
  rmSync(first.directory, { recursive: true, force: true });
});
