import { execFile } from "node:child_process";
import { promisify } from "node:util";
import {
  CreateEventBusCommand,
  DeleteEventBusCommand,
  DeleteRuleCommand,
  DescribeEventBusCommand,
  DescribeRuleCommand,
  DisableRuleCommand,
  EnableRuleCommand,
  EventBridgeClient,
  ListEventBusesCommand,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
  TestEventPatternCommand,
} from "@aws-sdk/client-eventbridge";
import { SQSClient } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestCloud, type TestCloud } from "../../testing.ts";
import { account, nextMessage, openQueue, queueArn } from "./testing.ts";

const run = promisify(execFile);
const aws = await run("aws", ["--version"]).then(
  () => true,
  () => false,
);

let cloud: TestCloud;
let events: EventBridgeClient;

beforeAll(async () => {
  cloud = await startTestCloud({ resources: [openQueue("inbox")] });
  events = new EventBridgeClient(cloud.clientConfig);
});

afterAll(async () => {
  events.destroy();
  await cloud.stop();
});

const EventPattern = '{"source":["app"]}';

it("has a default bus and keeps others", async () => {
  const { EventBusArn } = await events.send(new CreateEventBusCommand({ Name: "orders", Description: "all of them" }));
  expect(EventBusArn).toBe(`arn:aws:events:us-east-1:${account}:event-bus/orders`);
  const { EventBuses } = await events.send(new ListEventBusesCommand({}));
  expect(EventBuses?.map(({ Name }) => Name)).toEqual(["default", "orders"]);
  expect(await events.send(new DescribeEventBusCommand({ Name: "orders" }))).toMatchObject({
    Description: "all of them",
    CreationTime: expect.any(Date),
  });
  const again = new CreateEventBusCommand({ Name: "orders" });
  await expect(events.send(again)).rejects.toMatchObject({ name: "ResourceAlreadyExistsException" });
  await events.send(new PutRuleCommand({ Name: "r", EventBusName: "orders", EventPattern }));
  const remove = new DeleteEventBusCommand({ Name: "orders" });
  await expect(events.send(remove)).rejects.toMatchObject({ name: "ValidationException" });
  await events.send(new DeleteRuleCommand({ Name: "r", EventBusName: EventBusArn }));
  await events.send(remove);
  const describe = new DescribeEventBusCommand({ Name: "orders" });
  await expect(events.send(describe)).rejects.toMatchObject({ name: "ResourceNotFoundException" });
  const removeDefault = new DeleteEventBusCommand({ Name: "default" });
  await expect(events.send(removeDefault)).rejects.toMatchObject({ name: "ValidationException" });
});

it("keeps rules and their targets", async () => {
  const { RuleArn } = await events.send(new PutRuleCommand({ Name: "keep", EventPattern, Description: "first" }));
  expect(RuleArn).toBe(`arn:aws:events:us-east-1:${account}:rule/keep`);
  const Targets = [{ Id: "1", Arn: queueArn("inbox"), Input: '"constant"' }];
  await events.send(new PutTargetsCommand({ Rule: "keep", Targets }));
  await events.send(new PutRuleCommand({ Name: "keep", EventPattern, State: "DISABLED" }));
  const described = await events.send(new DescribeRuleCommand({ Name: "keep" }));
  expect(described).toMatchObject({ State: "DISABLED", EventPattern, EventBusName: "default" });
  expect(described.Description).toBeUndefined();
  expect((await events.send(new ListTargetsByRuleCommand({ Rule: "keep" }))).Targets).toEqual(Targets);
  expect((await events.send(new ListRulesCommand({ NamePrefix: "kee" }))).Rules).toMatchObject([{ Name: "keep" }]);

  const remove = new DeleteRuleCommand({ Name: "keep" });
  await expect(events.send(remove)).rejects.toMatchObject({ name: "ValidationException" });
  expect(await events.send(new RemoveTargetsCommand({ Rule: "keep", Ids: ["1", "2"] }))).toMatchObject({
    FailedEntryCount: 1,
    FailedEntries: [{ TargetId: "2", ErrorCode: "ResourceNotFoundException" }],
  });
  await events.send(remove);
  await events.send(remove);
  const describe = new DescribeRuleCommand({ Name: "keep" });
  await expect(events.send(describe)).rejects.toMatchObject({ name: "ResourceNotFoundException" });
});

it("sends nothing while a rule is disabled", async () => {
  const sqs = new SQSClient(cloud.clientConfig);
  const put = (n: number) =>
    events.send(new PutEventsCommand({ Entries: [{ Source: "switch", DetailType: "t", Detail: `{"n":${n}}` }] }));
  await events.send(new PutRuleCommand({ Name: "switch", EventPattern: '{"source":["switch"]}' }));
  const Targets = [{ Id: "1", Arn: queueArn("inbox"), InputPath: "$.detail.n" }];
  await events.send(new PutTargetsCommand({ Rule: "switch", Targets }));
  await events.send(new DisableRuleCommand({ Name: "switch" }));
  await put(1);
  await events.send(new EnableRuleCommand({ Name: "switch" }));
  await put(2);
  expect((await nextMessage(sqs, cloud.endpoint, "inbox"))?.Body).toBe("2");
  sqs.destroy();
});

it.each([
  ["a rule of nothing", { Name: "bad" }, "ValidationException"],
  ["a pattern that is none", { Name: "bad", EventPattern: '{"source":"app"}' }, "InvalidEventPatternException"],
  ["a schedule that is none", { Name: "bad", ScheduleExpression: "rate(1 minutes)" }, "ValidationException"],
  ["a name with a blank", { Name: "b d", EventPattern }, "ValidationException"],
  ["a bus that does not exist", { Name: "bad", EventPattern, EventBusName: "no" }, "ResourceNotFoundException"],
])("refuses %s", async (_what, input, name) => {
  await expect(events.send(new PutRuleCommand(input))).rejects.toMatchObject({ name });
});

it.each([
  [
    "a sixth target",
    Array.from({ length: 6 }, (_, index) => ({ Id: `t${index}`, Arn: queueArn("inbox") })),
    "LimitExceededException",
  ],
  ["a FIFO queue without a group", [{ Id: "1", Arn: queueArn("a.fifo") }], "ValidationException"],
  ["what is no ARN", [{ Id: "1", Arn: "inbox" }], "ValidationException"],
  ["an input that is no JSON", [{ Id: "1", Arn: queueArn("inbox"), Input: "{" }], "ValidationException"],
])("refuses %s and keeps none of the targets", async (_what, Targets, name) => {
  await events.send(new PutRuleCommand({ Name: "strict", EventPattern }));
  await expect(events.send(new PutTargetsCommand({ Rule: "strict", Targets }))).rejects.toMatchObject({ name });
  expect((await events.send(new ListTargetsByRuleCommand({ Rule: "strict" }))).Targets).toEqual([]);
});

it("tests a pattern on an event", async () => {
  const event = { id: "1", account, source: "app", time: "", region: "", resources: [], "detail-type": "t" };
  const test = (Event: object) =>
    events.send(new TestEventPatternCommand({ EventPattern, Event: JSON.stringify(Event) }));
  expect((await test(event)).Result).toBe(true);
  expect((await test({ ...event, source: "other" })).Result).toBe(false);
  await expect(test({ source: "app" })).rejects.toMatchObject({ name: "ValidationException" });
});

it.skipIf(!aws)(
  "serves the AWS CLI",
  async () => {
    const env = { ...process.env, ...cloud.env };
    const entries = '[{"Source":"cli","DetailType":"t","Detail":"{}"}]';
    const { stdout } = await run("aws", ["events", "put-events", "--entries", entries, "--output", "json"], { env });
    expect(JSON.parse(stdout)).toMatchObject({ FailedEntryCount: 0, Entries: [{ EventId: expect.any(String) }] });
  },
  30_000,
);
