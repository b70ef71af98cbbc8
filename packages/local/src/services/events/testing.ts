import { ReceiveMessageCommand, type SQSClient } from "@aws-sdk/client-sqs";
import type { Resource } from "../../graph/resources.ts";

/** The parts of a graph that these tests deploy. */
export const account = "000000000000";

export const queueArn = (name: string) => `arn:aws:sqs:us-east-1:${account}:${name}`;

export function queue(name: string, inputs: object = {}): Resource {
  return { type: "aws:sqs/queue:Queue", name, inputs: { name, ...inputs } };
}

/** A queue that lets EventBridge in. */
export function openQueue(name: string, inputs: object = {}): Resource {
  const Principal = { Service: "events.amazonaws.com" };
  const Statement = [{ Effect: "Allow", Action: "sqs:SendMessage", Resource: queueArn(name), Principal }];
  return queue(name, { policy: JSON.stringify({ Version: "2012-10-17", Statement }), ...inputs });
}

export function rule(name: string, inputs: object): Resource {
  return { type: "aws:cloudwatch/eventRule:EventRule", name, inputs: { name, ...inputs } };
}

export function target(ruleName: string, arn: string, inputs: object = {}): Resource {
  return {
    type: "aws:cloudwatch/eventTarget:EventTarget",
    name: `${ruleName}Target`,
    inputs: { rule: ruleName, arn, ...inputs },
  };
}

export function bus(name: string): Resource {
  return { type: "aws:cloudwatch/eventBus:EventBus", name, inputs: { name } };
}

export function role(name: string, action: string, resource: string): Resource {
  const Statement = [{ Effect: "Allow", Action: action, Resource: resource }];
  return {
    type: "aws:iam/role:Role",
    name,
    inputs: { name, inlinePolicies: [{ policy: JSON.stringify({ Statement }) }] },
  };
}

/** Takes the next message of a queue, waiting for it. */
export async function nextMessage(client: SQSClient, endpoint: string, name: string) {
  const { Messages } = await client.send(
    new ReceiveMessageCommand({
      QueueUrl: `${endpoint}/${account}/${name}`,
      WaitTimeSeconds: 10,
      MessageAttributeNames: ["All"],
      MessageSystemAttributeNames: ["All"],
    }),
  );
  return Messages?.[0];
}
