import {
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  StopExecutionCommand,
} from "@aws-sdk/client-sfn";
import { CreateQueueCommand, DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestCloud, type TestCloud } from "../../../testing.ts";
import { output, role, Workflows } from "../testing.ts";

let cloud: TestCloud;
let workflows: Workflows;
let sqs: SQSClient;
let made = 0;

beforeAll(async () => {
  cloud = await startTestCloud({ resources: [role] });
  workflows = new Workflows(cloud);
  sqs = new SQSClient(cloud.clientConfig);
});

afterAll(() => cloud.stop());

/** Starts a machine whose one task sends its token to a queue. */
async function started(fields: object = {}) {
  const { QueueUrl = "" } = await sqs.send(new CreateQueueCommand({ QueueName: `tokens-${++made}` }));
  const task = {
    Type: "Task",
    Resource: "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
    Arguments: { QueueUrl, MessageBody: { token: "{% $states.context.Task.Token %}" } },
    End: true,
    ...fields,
  };
  const after = { Type: "Pass", Output: "{% $states.input.Error %}", End: true };
  const executionArn = await workflows.start(
    await workflows.create({ A: task, ...("Catch" in fields && { Z: after }) }),
  );
  const token = async (): Promise<string> => {
    const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 5 }));
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: Messages?.[0]?.ReceiptHandle }));
    return (JSON.parse(Messages?.[0]?.Body ?? "{}") as { token: string }).token;
  };
  return { executionArn, token };
}

const succeed = (taskToken: string, text = '{"ok":1}') =>
  workflows.client.send(new SendTaskSuccessCommand({ taskToken, output: text }));

it("goes on with the output that is sent for the token", async () => {
  const { executionArn, token } = await started({ Output: "{% $states.result.ok + 1 %}" });
  await succeed(await token());
  expect(output(await workflows.ended(executionArn))).toBe(2);
});

it("fails with the error that is sent for the token", async () => {
  const { executionArn, token } = await started({ Catch: [{ ErrorEquals: ["Mine"], Next: "Z" }] });
  await workflows.client.send(new SendTaskFailureCommand({ taskToken: await token(), error: "Mine", cause: "why" }));
  expect(output(await workflows.ended(executionArn))).toBe("Mine");
});

it("gives every retry a token of its own", async () => {
  const { executionArn, token } = await started({ Retry: [{ ErrorEquals: ["Again"], IntervalSeconds: 1 }] });
  const first = await token();
  await workflows.client.send(new SendTaskFailureCommand({ taskToken: first, error: "Again" }));
  const second = await token();
  expect(second).not.toBe(first);
  await expect(succeed(first)).rejects.toMatchObject({ name: "TaskTimedOut" });
  await succeed(second);
  expect((await workflows.ended(executionArn)).status).toBe("SUCCEEDED");
});

it("fails without heartbeats, and goes on while there are some", async () => {
  const Catch = [{ ErrorEquals: ["States.HeartbeatTimeout"], Next: "Z" }];
  const { executionArn, token } = await started({ HeartbeatSeconds: 1, TimeoutSeconds: 60, Catch });
  const taskToken = await token();
  await workflows.client.send(new SendTaskHeartbeatCommand({ taskToken }));
  const ended = await workflows.ended(executionArn);
  expect(output(ended)).toBe("States.HeartbeatTimeout");
  const beat = new SendTaskHeartbeatCommand({ taskToken });
  await expect(workflows.client.send(beat)).rejects.toMatchObject({ name: "TaskTimedOut" });
});

it.each([
  ["of a task that was settled", "TaskTimedOut"],
  ["of an execution that was stopped", "TaskTimedOut"],
  ["of no execution", "TaskDoesNotExist"],
  ["that is none", "InvalidToken"],
])("refuses a token %s", async (what, name) => {
  const { executionArn, token } = await started();
  let taskToken = await token();
  if (what.includes("settled")) await succeed(taskToken);
  if (what.includes("stopped")) await workflows.client.send(new StopExecutionCommand({ executionArn }));
  if (what.includes("no execution"))
    taskToken = Buffer.from('["arn:aws:states:::execution:a:b","c"]').toString("base64");
  if (what.includes("none")) taskToken = "nonsense";
  await expect(succeed(taskToken)).rejects.toMatchObject({ name });
});

it("refuses an output that is no JSON, and waits on", async () => {
  const { executionArn, token } = await started();
  const taskToken = await token();
  await expect(succeed(taskToken, "{")).rejects.toMatchObject({ name: "InvalidOutput" });
  await succeed(taskToken);
  expect((await workflows.ended(executionArn)).status).toBe("SUCCEEDED");
});
