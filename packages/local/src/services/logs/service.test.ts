import { execFile } from "node:child_process";
import { rmSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { promisify } from "node:util";
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DeleteLogGroupCommand,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
  ListTagsForResourceCommand,
  PutLogEventsCommand,
  PutRetentionPolicyCommand,
  TagResourceCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { Database } from "../../state/database.ts";
import { startTestCloud, type TestCloud } from "../../testing.ts";
import { createLogs } from "./service.ts";

const DAY_MS = 86_400_000;
const run = promisify(execFile);
const aws = await run("aws", ["--version"]).then(
  () => true,
  () => false,
);

let cloud: TestCloud;
let client: CloudWatchLogsClient;
let made = 0;
const databaseOf = ({ directory }: TestCloud) => path.join(directory, "logs.sqlite");
const operator = { kind: "operator" } as const;

beforeAll(async () => {
  cloud = await startTestCloud();
  client = new CloudWatchLogsClient(cloud.clientConfig);
});

afterAll(async () => {
  client.destroy();
  await cloud.stop();
});

async function group(...streams: string[]): Promise<string> {
  const logGroupName = `/test/${++made}`;
  await client.send(new CreateLogGroupCommand({ logGroupName }));
  for (const logStreamName of streams) await client.send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
  return logGroupName;
}

const put = (logGroupName: string, logStreamName: string, logEvents: { timestamp: number; message: string }[]) =>
  client.send(new PutLogEventsCommand({ logGroupName, logStreamName, logEvents }));

const now = Date.now();
const numbered = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => ({ timestamp: now + from + index, message: `line ${from + index}` }));

it("reads a stream page by page, forwards and backwards", async () => {
  const logGroupName = await group("a");
  const logStreamName = "a";
  await put(logGroupName, logStreamName, numbered(0, 25));
  const page = async (more: object) => {
    const { events = [], ...tokens } = await client.send(
      new GetLogEventsCommand({ logGroupName, logStreamName, limit: 10, ...more }),
    );
    return { lines: events.map(({ message }) => message), ...tokens };
  };
  const first = await page({ startFromHead: true });
  const second = await page({ nextToken: first.nextForwardToken });
  const third = await page({ nextToken: second.nextForwardToken });
  expect([first, second, third].map(({ lines }) => lines.length)).toEqual([10, 10, 5]);
  expect((await page({ nextToken: second.nextBackwardToken })).lines).toEqual(first.lines);
  expect((await page({})).lines).toEqual(numbered(15, 25).map(({ message }) => message));

  const end = await page({ nextToken: third.nextForwardToken });
  expect(end).toMatchObject({ lines: [], nextForwardToken: third.nextForwardToken });
  await put(logGroupName, logStreamName, numbered(25, 26));
  expect((await page({ nextToken: end.nextForwardToken })).lines).toEqual(["line 25"]);
});

it("follows an empty stream from its beginning", async () => {
  const logGroupName = await group("a");
  const read = (nextToken?: string) =>
    client.send(new GetLogEventsCommand({ logGroupName, logStreamName: "a", nextToken }));
  const { nextForwardToken } = await read();
  await put(logGroupName, "a", numbered(0, 1));
  expect((await read(nextForwardToken)).events).toMatchObject([{ message: "line 0" }]);
});

it("searches all streams or some, by pattern and time, page by page", async () => {
  const logGroupName = await group("web/1", "web/2", "job");
  await put(logGroupName, "web/1", [
    { timestamp: now, message: "ERROR one" },
    { timestamp: now + 2, message: "fine" },
  ]);
  await put(logGroupName, "job", [{ timestamp: now + 1, message: "ERROR two" }]);
  await put(logGroupName, "web/2", [{ timestamp: now + 3, message: "ERROR three" }]);
  const search = async (more: object) =>
    client.send(new FilterLogEventsCommand({ logGroupName, filterPattern: "ERROR", ...more }));
  const lines = async (more: object) => (await search(more)).events?.map(({ message }) => message);
  expect(await lines({})).toEqual(["ERROR one", "ERROR two", "ERROR three"]);
  expect(await lines({ logStreamNamePrefix: "web/" })).toEqual(["ERROR one", "ERROR three"]);
  expect(await lines({ logStreamNames: ["job", "web/2"] })).toEqual(["ERROR two", "ERROR three"]);
  expect(await lines({ startTime: now + 1, endTime: now + 3 })).toEqual(["ERROR two"]);
  const page = await search({ limit: 2 });
  expect(page.events).toHaveLength(2);
  expect(await lines({ nextToken: page.nextToken })).toEqual(["ERROR three"]);
});

it("rejects events that are too old or too new, and takes the others", async () => {
  const logGroupName = await group("a");
  const { rejectedLogEventsInfo } = await put(logGroupName, "a", [
    { timestamp: now - 20 * DAY_MS, message: "old" },
    { timestamp: now, message: "good" },
    { timestamp: now + DAY_MS / 2, message: "new" },
  ]);
  expect(rejectedLogEventsInfo).toEqual({ tooOldLogEventEndIndex: 1, tooNewLogEventStartIndex: 2 });
  const { events } = await client.send(new GetLogEventsCommand({ logGroupName, logStreamName: "a" }));
  expect(events).toMatchObject([{ message: "good" }]);
});

it.each([
  ["events out of order", "a", [...numbered(1, 2), ...numbered(0, 1)], "InvalidParameterException"],
  ["an empty message", "a", [{ timestamp: now, message: "" }], "InvalidParameterException"],
  ["no events", "a", [], "InvalidParameterException"],
  ["a batch that is too large", "a", [{ timestamp: now, message: "x".repeat(1_048_577) }], "InvalidParameterException"],
  ["a stream that does not exist", "b", numbered(0, 1), "ResourceNotFoundException"],
])("refuses %s", async (_what, stream, events, name) => {
  await expect(put(await group("a"), stream, events)).rejects.toMatchObject({ name });
});

it("lists groups and streams", async () => {
  const logGroupName = await group("a", "b", "c");
  await put(logGroupName, "b", numbered(10_000, 10_001));
  const { logStreams } = await client.send(
    new DescribeLogStreamsCommand({ logGroupName, orderBy: "LastEventTime", descending: true, limit: 1 }),
  );
  expect(logStreams).toMatchObject([{ logStreamName: "b", lastEventTimestamp: now + 10_000 }]);
  const { logGroups } = await client.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: logGroupName }));
  const resourceArn = logGroups?.[0]?.logGroupArn;
  await client.send(new TagResourceCommand({ resourceArn, tags: { stage: "dev" } }));
  expect((await client.send(new ListTagsForResourceCommand({ resourceArn }))).tags).toEqual({ stage: "dev" });
  const again = new CreateLogGroupCommand({ logGroupName });
  await expect(client.send(again)).rejects.toMatchObject({ name: "ResourceAlreadyExistsException" });
});

it("deletes events that are over their time, and those of deleted groups", async () => {
  const kept = await group("a");
  const deleted = await group("a");
  await put(kept, "a", [{ timestamp: now - 4 * 3_600_000, message: "old" }]);
  await put(deleted, "a", numbered(0, 3));
  using database = new DatabaseSync(databaseOf(cloud));
  database.prepare("UPDATE logs_event SET timestamp = timestamp - ? WHERE message = 'old'").run(DAY_MS);
  await put(kept, "a", numbered(0, 1));
  await client.send(new PutRetentionPolicyCommand({ logGroupName: kept, retentionInDays: 1 }));
  await client.send(new DeleteLogGroupCommand({ logGroupName: deleted }));
  const stored = database.prepare(
    `SELECT message FROM logs_event WHERE message = 'old' OR grp NOT IN (SELECT id FROM logs_group)`,
  );
  await vi.waitFor(() => expect(stored.all()).toEqual([]));
  const again = database.prepare("SELECT 1 FROM agenda WHERE kind = 'logs.retention' AND due_at > ?");
  await vi.waitFor(() => expect(again.all(Date.now())).toHaveLength(1));
  const { events } = await client.send(new FilterLogEventsCommand({ logGroupName: kept }));
  expect(events).toMatchObject([{ message: "line 0" }]);
  const odd = new PutRetentionPolicyCommand({ logGroupName: kept, retentionInDays: 2 });
  await expect(client.send(odd)).rejects.toMatchObject({ name: "InvalidParameterException" });
});

it("takes what functions log, rings, and shows it at once to those who read", async () => {
  const own = await startTestCloud();
  const database = new Database(databaseOf(own));
  const logs = createLogs(own.cloud, database);
  const rung = own.cloud.bell.wait("logs:/aws/lambda/f", 10_000);
  for (const event of numbered(0, 50)) logs.append("/aws/lambda/f", "2026/01/01/[$LATEST]1", [event]);
  const call = { signal: new AbortController().signal } as never;
  const found = await logs.operations.FilterLogEvents?.run({ logGroupName: "/aws/lambda/f" }, call);
  expect((found as { events: object[] }).events).toHaveLength(50);
  expect(await rung).toBe(true);
  for (const event of numbered(50, 60)) logs.append("/aws/lambda/f", "2026/01/01/[$LATEST]1", [event]);
  await own.cloud.bell.wait("logs:/aws/lambda/f", 10_000);
  await database.flushed();
  database.abandon();
  own.kill();
  const after = await startTestCloud({ directory: own.directory });
  const kept = await after.cloud.call<{ events: object[] }>(operator, "logs", "FilterLogEvents", {
    logGroupName: "/aws/lambda/f",
  });
  expect(kept.events).toHaveLength(60);
  await after.stop();
  rmSync(own.directory, { recursive: true, force: true });
});

it("has on disk what it has acknowledged, and keeps nobody waiting who does not log", async () => {
  const own = await startTestCloud();
  const call = (operation: string, input: object) => own.cloud.call(operator, "logs", operation, input);
  const stream = { logGroupName: "/test", logStreamName: "a" };
  await call("CreateLogGroup", stream);
  await call("CreateLogStream", stream);
  using database = new DatabaseSync(databaseOf(own));
  const others = database.prepare("SELECT count(*) AS lines FROM logs_event");
  for (let lines = 1; lines <= 20; lines++) {
    await call("PutLogEvents", { ...stream, logEvents: numbered(0, 1) });
    expect(others.get()).toEqual({ lines });
  }
  expect(own.cloud.database.all("SELECT name FROM sqlite_schema WHERE name LIKE 'logs%'")).toEqual([]);
  own.kill();
  const after = await startTestCloud({ directory: own.directory });
  const { events } = await after.cloud.call<{ events: object[] }>(operator, "logs", "GetLogEvents", stream);
  expect(events).toHaveLength(20);
  await after.stop();
  rmSync(own.directory, { recursive: true, force: true });
});

it.skipIf(!aws)(
  "serves the AWS CLI",
  async () => {
    const logGroupName = await group("a");
    await put(logGroupName, "a", [{ timestamp: now, message: "seen from the shell" }]);
    const search = ["logs", "filter-log-events", "--log-group-name", logGroupName, "--output", "json"];
    const { stdout } = await run("aws", search, { env: { ...process.env, ...cloud.env } });
    expect(JSON.parse(stdout).events).toMatchObject([{ message: "seen from the shell" }]);
  },
  30_000,
);
