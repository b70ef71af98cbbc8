import { createHash } from "node:crypto";
import type { Target } from "@aws-sdk/client-eventbridge";
import type { Cloud } from "../../cloud.ts";
import { AwsError } from "../../error.ts";
import type { Principal } from "../../service.ts";
import { validation } from "./errors.ts";
import type { BusEvent } from "./event.ts";
import type { Occasion } from "./transform/input.ts";

/** Puts an event on another bus, in the name of a principal. */
export type Forward = (busArn: string, event: BusEvent, principal: Principal) => void;

export interface Invocation {
  readonly event: BusEvent;
  readonly target: Target;
  readonly occasion: Occasion;
  /** Epoch milliseconds. */
  readonly acceptedAt: number;
  /** The event as the target is to get it. */
  readonly input: string;
  readonly forward: Forward;
}

/** Hands an event to its target. Throws AwsError as the target's service answers. */
export async function invoke(cloud: Cloud, invocation: Invocation): Promise<void> {
  const { target, occasion } = invocation;
  const targetArn = target.Arn ?? "";
  const principal = principalFor(target, occasion);
  switch (targetArn.split(":")[2]) {
    case "sqs":
      return sendMessage(cloud, principal, invocation);
    case "lambda":
      return invokeFunction(cloud, principal, invocation);
    case "states":
      return startExecution(cloud, principal, invocation);
    case "logs":
      return writeLog(cloud, principal, invocation);
    case "events":
      return invocation.forward(targetArn, invocation.event, principal);
    default:
      throw validation(
        `Targets like ${targetArn} are not served here. Served are SQS, Lambda, Step Functions, Logs and buses.`,
      );
  }
}

/** Who EventBridge acts as: the target's role, or itself, which the target's resource policy must then allow. */
export function principalFor(target: Target, { ruleArn, ruleName }: Occasion): Principal {
  return target.RoleArn
    ? { kind: "role", arn: target.RoleArn, session: `events-${ruleName}` }
    : { kind: "service", service: "events.amazonaws.com", sourceArn: ruleArn };
}

async function sendMessage(cloud: Cloud, principal: Principal, { target, input }: Invocation): Promise<void> {
  const { account, endpoint } = cloud.place;
  await cloud.call(principal, "sqs", "SendMessage", {
    QueueUrl: `${endpoint()}/${account}/${target.Arn?.split(":").at(-1)}`,
    MessageBody: input,
    ...(target.SqsParameters && { MessageGroupId: target.SqsParameters.MessageGroupId }),
  });
}

async function invokeFunction(cloud: Cloud, principal: Principal, { target, input }: Invocation): Promise<void> {
  await cloud.call(principal, "lambda", "Invoke", {
    FunctionName: target.Arn,
    InvocationType: "Event",
    Payload: Buffer.from(input),
  });
}

/** The execution's name is made of event, rule and target, so that a repeated delivery does not start a second one. */
async function startExecution(cloud: Cloud, principal: Principal, invocation: Invocation): Promise<void> {
  const { event, target, occasion, input } = invocation;
  const way = createHash("sha256").update(`${occasion.ruleArn} ${target.Id}`).digest("hex").slice(0, 36);
  try {
    await cloud.call(principal, "states", "StartExecution", {
      stateMachineArn: target.Arn,
      name: `${event.id}_${way}`,
      input,
    });
  } catch (error) {
    if (!(error instanceof AwsError) || error.code !== "ExecutionAlreadyExists") throw error;
  }
}

async function writeLog(cloud: Cloud, principal: Principal, invocation: Invocation): Promise<void> {
  const { event, target, acceptedAt, input } = invocation;
  const logGroupName = /:log-group:([^:]+)/.exec(target.Arn ?? "")?.[1];
  const logStreamName = event.id;
  try {
    await cloud.call(principal, "logs", "CreateLogStream", { logGroupName, logStreamName });
  } catch (error) {
    if (!(error instanceof AwsError) || error.code !== "ResourceAlreadyExistsException") throw error;
  }
  const logEvents = [{ timestamp: acceptedAt, message: input }];
  await cloud.call(principal, "logs", "PutLogEvents", { logGroupName, logStreamName, logEvents });
}
