import { RedriveExecutionCommand } from "@aws-sdk/client-sfn";
import { CreateQueueCommand, SQSClient } from "@aws-sdk/client-sqs";
import { role, Workflows } from "@videoflow/local/services/states/testing";
import { startTestCloud } from "@videoflow/local/testing";
import { afterAll, expect, it } from "vitest";
import { REDRIVES, redrivable, STARTED } from "./redrive.ts";

const cloud = await startTestCloud({ resources: [role] });
afterAll(() => cloud.stop());
const workflows = new Workflows(cloud);

/** As `failure` of task.ts makes it; a Pass stands for the function that notes the failure. */
const stops = "$error($states.input.code & ': ' & $states.input.message)";
const failure = {
  Fail: { Type: "Pass", Output: { code: "broken", message: "the queue was away" }, Next: "IsFailed" },
  IsFailed: {
    Type: "Choice",
    Choices: [
      { Condition: "{% $not($exists($states.input.code)) %}", Next: "Ended" },
      { Condition: `{% ${REDRIVES} = $failed.redrives ? ${stops} : false %}`, Next: "Ended" },
    ],
  },
  Ended: { Type: "Succeed" },
};

it("a workflow whose failure was noted goes on with the step that failed and the input it had", async () => {
  const sqs = new SQSClient(cloud.clientConfig);
  const QueueName = "not-yet";
  const QueueUrl = `${cloud.endpoint}/000000000000/${QueueName}`;
  const Catch = [{ ErrorEquals: ["States.ALL"], Next: "Fail" }];
  const states = {
    First: { Type: "Pass", Output: { text: "kept" }, Next: "Send" },
    Send: {
      Type: "Task",
      Resource: "arn:aws:states:::sqs:sendMessage",
      Arguments: { QueueUrl, MessageBody: "{% $states.input.text %}" },
      Output: { sent: "{% $states.input.text %}", redrives: `{% ${REDRIVES} %}` },
      Catch,
      End: true,
    },
    ...structuredClone(failure),
  };
  redrivable({ States: states });
  const executionArn = await workflows.start(await workflows.create(states));
  const failed = await workflows.ended(executionArn);
  expect(failed).toMatchObject({ status: "FAILED", cause: expect.stringContaining("broken: the queue was away") });

  await workflows.client.send(new RedriveExecutionCommand({ executionArn }));
  const again = await workflows.until(executionArn, ({ status }) => status !== "RUNNING");
  expect(again).toMatchObject({ status: "FAILED", redriveCount: 1 });

  await sqs.send(new CreateQueueCommand({ QueueName }));
  await workflows.client.send(new RedriveExecutionCommand({ executionArn }));
  const done = await workflows.ended(executionArn);
  expect(done).toMatchObject({ status: "SUCCEEDED", output: JSON.stringify({ sent: "kept", redrives: 2 }) });
  const entered = (await workflows.history(executionArn)).map((event) => event.stateEnteredEventDetails?.name);
  expect(entered.filter((name) => name === "First")).toHaveLength(1);
});

it("a workflow that is redriven starts the one that it waits for under another name, and tells it", async () => {
  const sqs = new SQSClient(cloud.clientConfig);
  const QueueName = "not-yet-either";
  const StateMachineArn = await workflows.create({
    Send: {
      Type: "Task",
      Resource: "arn:aws:states:::sqs:sendMessage",
      Arguments: { QueueUrl: `${cloud.endpoint}/000000000000/${QueueName}`, MessageBody: "a" },
      Output: { name: "{% $states.context.Execution.Name %}", redrives: `{% ${REDRIVES} %}` },
      End: true,
    },
  });
  const states = {
    Derive: {
      Type: "Task",
      Resource: "arn:aws:states:::states:startExecution.sync:2",
      Arguments: { StateMachineArn, ...STARTED },
      Output: "{% $states.result.Output %}",
      Catch: [{ ErrorEquals: ["States.ALL"], Next: "Fail" }],
      End: true,
    },
    ...structuredClone(failure),
  };
  redrivable({ States: states });
  const executionArn = await workflows.start(await workflows.create(states), { assetId: "a" }, "run");
  expect((await workflows.ended(executionArn)).status).toBe("FAILED");
  await sqs.send(new CreateQueueCommand({ QueueName }));
  await workflows.client.send(new RedriveExecutionCommand({ executionArn }));
  const done = await workflows.ended(executionArn);
  expect(done).toMatchObject({ status: "SUCCEEDED", output: JSON.stringify({ name: "run-1", redrives: 1 }) });
});
