import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { ListExecutionsCommand, SFNClient } from "@aws-sdk/client-sfn";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { startTestCloud, type TestCloud } from "../../testing.ts";
import { account, role, rule, target } from "./testing.ts";

const functionArn = `arn:aws:lambda:us-east-1:${account}:function:listener`;
const stateMachineArn = `arn:aws:states:us-east-1:${account}:stateMachine:pipeline`;

let cloud: TestCloud;
let events: EventBridgeClient;
let root: string;

beforeAll(async () => {
  root = mkdtempSync(path.join(tmpdir(), "events-targets-"));
  writeFileSync(
    path.join(root, "listener.ts"),
    "export const handler = async (event) => console.log('heard', event.said);\n",
  );
  cloud = await startTestCloud({
    root,
    functions: { Listener: { handler: "listener.handler", links: [] } },
    resources: [
      role("listener", "logs:*", "*"),
      {
        type: "aws:lambda/function:Function",
        name: "Listener",
        inputs: { name: "listener", role: `arn:aws:iam::${account}:role/listener` },
      },
      rule("hear", { eventPattern: '{"source":["app.said"]}' }),
      {
        type: "aws:lambda/permission:Permission",
        name: "ListenerPermission",
        inputs: {
          function: functionArn,
          action: "lambda:InvokeFunction",
          principal: "events.amazonaws.com",
          sourceArn: `arn:aws:events:us-east-1:${account}:rule/hear`,
        },
      },
      target("hear", functionArn, {
        inputTransformer: { inputPaths: { words: "$.detail.words" }, inputTemplate: '{"said": <words>}' },
      }),

      {
        type: "aws:sfn/stateMachine:StateMachine",
        name: "Pipeline",
        inputs: {
          name: "pipeline",
          roleArn: `arn:aws:iam::${account}:role/starter`,
          definition: JSON.stringify({
            QueryLanguage: "JSONata",
            StartAt: "Done",
            States: { Done: { Type: "Succeed" } },
          }),
        },
      },
      role("starter", "states:StartExecution", stateMachineArn),
      rule("run", { eventPattern: '{"source":["app.run"]}' }),
      target("run", stateMachineArn, { roleArn: `arn:aws:iam::${account}:role/starter`, inputPath: "$.detail" }),
    ],
  });
  events = new EventBridgeClient(cloud.clientConfig);
});

afterAll(async () => {
  events.destroy();
  await cloud.stop();
  rmSync(root, { recursive: true, force: true });
});

const put = (Source: string, detail: object) =>
  events.send(new PutEventsCommand({ Entries: [{ Source, DetailType: "Test", Detail: JSON.stringify(detail) }] }));

it("invokes a function that lets the rule in", async () => {
  await put("app.said", { words: "hello world" });
  const search = { logGroupName: "/aws/lambda/listener", filterPattern: '"heard hello world"' };
  await vi.waitFor(
    async () => {
      const { events } = await cloud.cloud.call<{ events: object[] }>(
        { kind: "operator" },
        "logs",
        "FilterLogEvents",
        search,
      );
      expect(events).toHaveLength(1);
    },
    { timeout: 20_000, interval: 100 },
  );
});

it("starts an execution in the name of the target's role", async () => {
  const { Entries } = await put("app.run", { asset: "a" });
  const states = new SFNClient(cloud.clientConfig);
  await vi.waitFor(async () => {
    const { executions } = await states.send(new ListExecutionsCommand({ stateMachineArn }));
    expect(executions).toMatchObject([{ name: expect.stringContaining(Entries?.[0]?.EventId ?? "none") }]);
  });
  states.destroy();
});
