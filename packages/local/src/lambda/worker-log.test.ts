import { CloudWatchLogsClient, FilterLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestCloud, type TestCloud } from "../testing.ts";
import { testFunction, testGraph, testProject } from "./test-project.ts";

const project = testProject({
  "src/work.ts": `
    export const handler = async ({ fail }) => {
      if (fail) throw new TypeError("the reason");
      console.log("one\\ntwo", { three: 3 });
      console.error("wrong");
      process.stdout.write("plain\\n");
    };`,
});

let cloud: TestCloud;

beforeAll(async () => {
  const parts = [
    testFunction("text", "src/work.handler", { memorySize: 256 }),
    testFunction("json", "src/work.handler", { loggingConfig: { logFormat: "JSON", logGroup: "/own/group" } }),
  ];
  cloud = await startTestCloud({ root: project.root, ...testGraph(parts) });
});

afterAll(async () => {
  await cloud.stop();
  project.remove();
});

async function tail(FunctionName: string, event: object): Promise<string> {
  const input = { FunctionName, Payload: JSON.stringify(event), LogType: "Tail" } as const;
  const { LogResult = "" } = await new LambdaClient(cloud.clientConfig).send(new InvokeCommand(input));
  return Buffer.from(LogResult, "base64").toString();
}

it("puts the platform's lines around what the function prints", async () => {
  const log = await tail("text", {});
  expect(log).toMatch(/^START RequestId: \S+ Version: \$LATEST\n/);
  expect(log).toMatch(/\tINFO\tone\ntwo { three: 3 }\n/);
  expect(log).toMatch(/\tERROR\twrong\n/);
  expect(log).toContain("plain\n");
  expect(log).toMatch(
    /\nEND RequestId: \S+\nREPORT RequestId: \S+\tDuration: [\d.]+ ms\tBilled Duration: \d+ ms\tMemory Size: 256 MB\tMax Memory Used: [1-9]\d* MB\tInit Duration: [\d.]+ ms/,
  );
});

it("writes JSON where the function asks for it", async () => {
  const lines = (await tail("json", { fail: true })).trim().split("\n");
  const parsed = lines.map((line) => JSON.parse(line));
  expect(parsed.map(({ type, level }) => type ?? level)).toEqual(["platform.start", "ERROR", "platform.report"]);
  expect(parsed[2].record).toMatchObject({ status: "error", metrics: { memorySizeMB: 512 } });
});

it.each([
  ["text", "/aws/lambda/text"],
  ["json", "/own/group"],
])("brings the lines of %s to CloudWatch Logs, one event for each call of the console", async (name, logGroupName) => {
  await tail(name, {});
  const logs = new CloudWatchLogsClient(cloud.clientConfig);
  const { events = [] } = await logs.send(new FilterLogEventsCommand({ logGroupName }));
  expect(events.filter(({ message }) => /one(\n|\\n)two/.test(message ?? ""))).not.toHaveLength(0);
  expect(events[0]?.logStreamName).toMatch(/^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][0-9a-f]{32}$/);
});
