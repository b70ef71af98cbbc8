import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { SendTaskSuccessCommand } from "@aws-sdk/client-sfn";
import { CreateQueueCommand, type Message, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterEach, beforeEach, expect, it } from "vitest";
import { startTestCloud, type TestCloud } from "../../../testing.ts";
import { output, role, Workflows } from "../testing.ts";

let directory: string;
let cloud: TestCloud;
let workflows: Workflows;
let sqs: SQSClient;

beforeEach(async () => {
  directory = mkdtempSync(path.join(tmpdir(), "states-resume-"));
  await start();
});

afterEach(async () => {
  await cloud.stop();
  rmSync(directory, { recursive: true, force: true });
});

async function start(): Promise<void> {
  cloud = await startTestCloud({ directory, resources: [role] });
  workflows = new Workflows(cloud);
  sqs = new SQSClient(cloud.clientConfig);
}

async function killAndStart(): Promise<void> {
  cloud.kill();
  await start();
}

const queue = async () =>
  (await sqs.send(new CreateQueueCommand({ QueueName: "jobs" }))).QueueUrl?.split("/").at(-1) ?? "";
const urlOf = (name: string) => `${cloud.endpoint}/000000000000/${name}`;

async function receiveAll(name: string): Promise<Message[]> {
  const all: Message[] = [];
  for (;;) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: urlOf(name), MaxNumberOfMessages: 10 }),
    );
    if (Messages.length === 0) return all;
    all.push(...Messages);
  }
}

const send = (name: string, suffix = "", body: object = {}) => ({
  Type: "Task",
  Resource: `arn:aws:states:::sqs:sendMessage${suffix}`,
  Arguments: { QueueUrl: urlOf(name), MessageBody: { ...body, state: "{% $states.context.State.Name %}" } },
});

it("goes on after any number of kills, and does nothing twice that was done", async () => {
  const name = await queue();
  const steps = 12;
  const states: Record<string, object> = {};
  for (let n = 0; n < steps; n++) {
    const last = n === steps - 1;
    states[`S${n}`] = { ...send(name), Output: "{% $states.input + 1 %}", Next: `W${n}` };
    states[`W${n}`] = { Type: "Wait", Seconds: 0, ...(last ? { End: true } : { Next: `S${n + 1}` }) };
  }
  const executionArn = await workflows.start(await workflows.create(states), 0);
  for (let kills = 0; kills < 6; kills++) {
    await setTimeout(Math.random() * 25);
    await killAndStart();
  }
  expect(output(await workflows.ended(executionArn))).toBe(steps);
  const events = await workflows.history(executionArn);
  expect(events.map(({ id }) => id)).toEqual(events.map((_, index) => index + 1));
  const entered = events.flatMap(({ stateEnteredEventDetails: entry }) => (entry ? [entry.name] : []));
  expect(entered).toEqual(Object.keys(states));
  expect(events.filter(({ type }) => type === "TaskSucceeded")).toHaveLength(steps);
  const sent = (await receiveAll(name)).map(({ Body }) => (JSON.parse(Body ?? "") as { state: string }).state);
  expect(new Set(sent).size).toBe(steps);
});

it("waits on for a token that was given out, without asking again", async () => {
  const name = await queue();
  const body = { token: "{% $states.context.Task.Token %}" };
  const states = { A: { ...send(name, ".waitForTaskToken", body), End: true } };
  const executionArn = await workflows.start(await workflows.create(states));
  await workflows.event(executionArn, "TaskSubmitted");
  await killAndStart();
  const messages = await receiveAll(name);
  expect(messages).toHaveLength(1);
  const { token } = JSON.parse(messages[0]?.Body ?? "") as { token: string };
  await workflows.client.send(new SendTaskSuccessCommand({ taskToken: token, output: "5" }));
  expect(output(await workflows.ended(executionArn))).toBe(5);
});

it.each(["kill", "stop"] as const)("sleeps on until the time that was set before a %s", async (how) => {
  const executionArn = await workflows.start(await workflows.create({ W: { Type: "Wait", Seconds: 1, End: true } }));
  await cloud[how]();
  await start();
  expect((await workflows.ended(executionArn)).status).toBe("SUCCEEDED");
  const [started, , exited] = await workflows.history(executionArn);
  expect(Number(exited?.timestamp) - Number(started?.timestamp)).toBeGreaterThanOrEqual(1000);
});

it("does every iteration of a Map once, and nested executions once each", async () => {
  const child = await workflows.create({
    C: { Type: "Wait", Seconds: 0, Output: "{% $states.input * 10 %}", End: true },
  });
  const task = {
    Type: "Task",
    Resource: "arn:aws:states:::states:startExecution.sync:2",
    Arguments: { StateMachineArn: child, Input: "{% $states.input %}" },
    Output: "{% $states.result.Output %}",
    End: true,
  };
  const states = {
    M: { Type: "Map", MaxConcurrency: 3, ItemProcessor: { StartAt: "T", States: { T: task } }, End: true },
  };
  const executionArn = await workflows.start(await workflows.create(states), [1, 2, 3, 4, 5, 6, 7, 8]);
  for (let kills = 0; kills < 4; kills++) {
    await setTimeout(Math.random() * 30);
    await killAndStart();
  }
  expect(output(await workflows.ended(executionArn))).toEqual([10, 20, 30, 40, 50, 60, 70, 80]);
  const children = await cloud.cloud.call<{ executions: unknown[] }>({ kind: "operator" }, "states", "ListExecutions", {
    stateMachineArn: child,
  });
  expect(children.executions).toHaveLength(8);
});

it("keeps the definition that an execution started with", async () => {
  const states = (text: string) => ({
    W: { Type: "Wait", Seconds: 1, Next: "P" },
    P: { Type: "Pass", Output: text, End: true },
  });
  const machine = await workflows.create(states("old"));
  const executionArn = await workflows.start(machine);
  const definition = JSON.stringify({ QueryLanguage: "JSONata", StartAt: "W", States: states("new") });
  await cloud.cloud.call({ kind: "operator" }, "states", "UpdateStateMachine", {
    stateMachineArn: machine,
    definition,
  });
  await killAndStart();
  expect(output(await workflows.ended(executionArn))).toBe("old");
  expect(output(await workflows.ended(await workflows.start(machine)))).toBe("new");
});
