import { CreateTableCommand, DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestCloud, type TestCloud } from "../../../testing.ts";
import { output, role, Workflows } from "../testing.ts";

let cloud: TestCloud;
let workflows: Workflows;
let sqs: SQSClient;
let queueUrl: string;
let forbiddenUrl: string;

beforeAll(async () => {
  cloud = await startTestCloud({ resources: [role] });
  workflows = new Workflows(cloud);
  sqs = new SQSClient(cloud.clientConfig);
  const create = async (QueueName: string) => (await sqs.send(new CreateQueueCommand({ QueueName }))).QueueUrl ?? "";
  queueUrl = await create("jobs");
  forbiddenUrl = await create("forbidden");
});

afterAll(() => cloud.stop());

const send = (fields: object = {}) => ({
  Type: "Task",
  Resource: "arn:aws:states:::sqs:sendMessage",
  Arguments: { QueueUrl: "{% $states.input.url %}", MessageBody: { id: "{% $states.input.id %}" } },
  End: true,
  ...fields,
});

describe("services", () => {
  it("sends a message with the machine's role, its body as JSON text", async () => {
    const ended = await workflows.run(
      { A: send({ Output: "{% $exists($states.result.MessageId) %}" }) },
      { url: queueUrl, id: 7 },
    );
    expect(output(ended)).toBe(true);
    const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: queueUrl }));
    expect(Messages?.map(({ Body }) => Body)).toEqual(['{"id":7}']);
  });

  it("puts and reads items", async () => {
    const dynamodb = new DynamoDBClient(cloud.clientConfig);
    const key = { AttributeName: "id", KeyType: "HASH" } as const;
    const attribute = { AttributeName: "id", AttributeType: "S" } as const;
    const table = { TableName: "things", KeySchema: [key], AttributeDefinitions: [attribute] };
    await dynamodb.send(new CreateTableCommand({ ...table, BillingMode: "PAY_PER_REQUEST" }));
    const ended = await workflows.run({
      Put: {
        Type: "Task",
        Resource: "arn:aws:states:::dynamodb:putItem",
        Arguments: { TableName: "things", Item: { id: { S: "a" }, n: { N: "1" } } },
        Next: "Get",
      },
      Get: {
        Type: "Task",
        Resource: "arn:aws:states:::aws-sdk:dynamodb:getItem",
        Arguments: { TableName: "things", Key: { id: { S: "a" } } },
        Output: "{% $states.result.Item.n.N %}",
        End: true,
      },
    });
    expect(output(ended)).toBe("1");
    const { Item } = await dynamodb.send(new GetItemCommand({ TableName: "things", Key: { id: { S: "a" } } }));
    expect(Item?.n).toEqual({ N: "1" });
  });

  it("names errors as the integration does, and retries and catches them", async () => {
    const Retry = [{ ErrorEquals: ["SQS.QueueDoesNotExistException"], IntervalSeconds: 1, MaxAttempts: 1 }];
    const Catch = [{ ErrorEquals: ["States.TaskFailed"], Next: "Z" }];
    const ended = await workflows.run(
      { A: send({ Retry, Catch }), Z: { Type: "Pass", Output: "{% $states.input.Error %}", End: true } },
      { url: `${queueUrl}-missing`, id: 1 },
    );
    expect(output(ended)).toBe("SQS.QueueDoesNotExistException");
    const types = await workflows.eventTypes(ended.executionArn ?? "");
    expect(types.filter((type) => type === "TaskFailed")).toHaveLength(2);
    expect(types.filter((type) => type === "TaskStateEntered")).toHaveLength(1);
  });

  it("fails with States.Permissions and the missing grant when the role may not", async () => {
    const ended = await workflows.run({ A: send() }, { url: forbiddenUrl, id: 1 });
    expect(ended).toMatchObject({ status: "FAILED", error: "States.Permissions" });
    expect(ended.cause).toContain("sqs:SendMessage");
  });

  it("fails a putEvents of which an entry was refused", async () => {
    const Arguments = {
      Entries: [
        { Source: "a", DetailType: "b", Detail: { c: 1 } },
        { Source: "a", DetailType: "b" },
      ],
    };
    const ended = await workflows.run({
      A: { Type: "Task", Resource: "arn:aws:states:::events:putEvents", Arguments, End: true },
    });
    expect(ended).toMatchObject({ status: "FAILED", error: "EventBridge.FailedEntry" });
  });
});

describe("nested executions", () => {
  const start = (suffix: string, fields: object = {}) => ({
    Type: "Task",
    Resource: `arn:aws:states:::states:startExecution${suffix}`,
    Arguments: { StateMachineArn: "{% $states.input.machine %}", Input: { n: 1 } },
    End: true,
    ...fields,
  });
  const child = { C: { Type: "Wait", Seconds: 0, Output: { m: "{% $states.input.n + 1 %}" }, End: true } };

  it.each([
    ["", "{% $exists($states.result.ExecutionArn) %}", true],
    [".sync", "{% $states.result.Output %}", '{"m":2}'],
    [".sync:2", "{% $states.result.Output.m %}", 2],
  ])("startExecution%s gives what it says", async (suffix, Output, expected) => {
    const machine = await workflows.create(child);
    expect(output(await workflows.run({ A: start(suffix, { Output }) }, { machine }))).toBe(expected);
  });

  it("fails with the child, and tells of it in the cause", async () => {
    const machine = await workflows.create({ C: { Type: "Fail", Error: "Inner", Cause: "deep" } });
    const ended = await workflows.run({ A: start(".sync:2") }, { machine });
    expect(ended).toMatchObject({ status: "FAILED", error: "States.TaskFailed" });
    expect(JSON.parse(ended.cause ?? "")).toMatchObject({ Status: "FAILED", Error: "Inner", Cause: "deep" });
  });

  it("stops the child when the parent is stopped", async () => {
    const machine = await workflows.create({ C: { Type: "Wait", Seconds: 600, End: true } });
    const parent = await workflows.start(await workflows.create({ A: start(".sync") }), { machine });
    const { taskSubmittedEventDetails } = await workflows.event(parent, "TaskSubmitted");
    await cloud.cloud.call({ kind: "operator" }, "states", "StopExecution", { executionArn: parent });
    const { ExecutionArn } = JSON.parse(taskSubmittedEventDetails?.output ?? "") as { ExecutionArn: string };
    expect((await workflows.ended(ExecutionArn)).status).toBe("ABORTED");
  });

  it("ends a task that takes longer than its TimeoutSeconds", async () => {
    const machine = await workflows.create({ C: { Type: "Wait", Seconds: 600, End: true } });
    const Catch = [{ ErrorEquals: ["States.Timeout"], Next: "Z" }];
    const ended = await workflows.run(
      { A: start(".sync", { TimeoutSeconds: "{% 1 %}", Catch }), Z: { Type: "Pass", Output: "late", End: true } },
      { machine },
    );
    expect(output(ended)).toBe("late");
    expect(await workflows.eventTypes(ended.executionArn ?? "")).toContain("TaskTimedOut");
  });
});
