import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { type Message, SendMessageCommand } from "@aws-sdk/client-sqs";
import { Resource } from "sst";
import * as z from "zod";
import { useActor } from "../actor.ts";
import { AssetId } from "../asset/asset.schema.ts";
import { toAppError } from "../error.ts";
import { fn } from "../fn.ts";
import { sqs } from "../queue.ts";
import { WorkspaceId } from "../workspace/workspace.schema.ts";
import { answersForStage } from "../workspace/workspaces.ts";
import type { DeadLetter, DeadLetters, Redriven } from "./dead-letter.schema.ts";
import { eachLetter } from "./letters.ts";
import { undeliveredOf } from "./undelivered.ts";
import { whyNotReceived } from "./why-not-received.ts";

const lambda = new LambdaClient({});

const UNKNOWN = { code: "unknown", message: "Its function failed; the log that says why is no more." };

/** What could not be delivered or handled, oldest first: what is this workspace's, and in the first one what names none. */
export async function list(): Promise<DeadLetters> {
  const items: DeadLetter[] = [];
  const keep = (read: (message: Message) => DeadLetter) => async (message: Message) => {
    if (isOurs(message)) items.push(read(message));
    return false;
  };
  const more = await Promise.all([
    eachLetter(Resource.ReceivedDlq.url, keep(received)),
    eachLetter(Resource.Undelivered.url, keep(undelivered)),
  ]);
  const sorted = items.toSorted((a, b) => a.sentAt.localeCompare(b.sentAt));
  return { items: await withReasons(sorted), more: more.includes(true) };
}

export const Redrive = z.object({ ids: z.array(z.string().min(1)).min(1).max(200).optional() });

/**
 * Sends dead letters where they were to go, all of them or those with these ids: news of originals into their queue, events to
 * their functions. Who receives them goes by the ids in them, so cut off in between they may be sent twice. Those that cannot be
 * sent stay where they are.
 */
export const redrive = fn(Redrive, async ({ ids }): Promise<Redriven> => {
  const wanted = ids && new Set(ids);
  let sent = 0;
  const failed: Redriven["failed"] = [];
  const by = (send: (message: Message) => Promise<void>) => async (message: Message) => {
    if (!isOurs(message) || (wanted && !wanted.has(message.MessageId ?? ""))) return false;
    try {
      await send(message);
    } catch (error) {
      failed.push({ id: message.MessageId ?? "", message: toAppError(error).message });
      return false;
    }
    sent++;
    return true;
  };
  await eachLetter(Resource.ReceivedDlq.url, by(sendToQueue));
  await eachLetter(Resource.Undelivered.url, by(sendToFunction));
  return { sent, failed };
});

async function sendToQueue({ Body }: Message): Promise<void> {
  await sqs.send(new SendMessageCommand({ QueueUrl: Resource.Received.url, MessageBody: Body }));
}

async function sendToFunction(message: Message): Promise<void> {
  const { functionArn, event } = undeliveredOf(message);
  const Payload = JSON.stringify(event);
  await lambda.send(new InvokeCommand({ FunctionName: functionArn, InvocationType: "Event", Payload }));
}

function received(message: Message): DeadLetter {
  const tries = message.Attributes?.ApproximateReceiveCount;
  const [, key] = /"key"\s*:\s*"([^"]+)"/.exec(message.Body ?? "") ?? [];
  const about = key ? decodeURIComponent(key.replaceAll("+", " ")) : "News of an original";
  return { ...common(message), source: "received", about, reason: UNKNOWN, ...(tries && { tries: Number(tries) }) };
}

function undelivered(message: Message): DeadLetter {
  const { event, reason, tries } = undeliveredOf(message);
  return {
    ...common(message),
    ...{ source: "undelivered", about: event["detail-type"], reason },
    ...(tries !== undefined && { tries }),
  };
}

function common({ MessageId = "", Attributes, Body = "null" }: Message) {
  const assetId = AssetId.safeParse(/ast_[0-9A-Z]{26}/.exec(Body)?.[0]).data;
  const sentAt = new Date(Number(Attributes?.SentTimestamp ?? 0)).toISOString();
  return { id: MessageId, sentAt, body: JSON.parse(Body) as unknown, ...(assetId && { assetId }) };
}

/** Whose it is stands in the key of an original, and in the details of an event; what names nobody is for who runs the stage. */
function isOurs({ Body = "" }: Message): boolean {
  const named = WorkspaceId.safeParse(/wsp_[0-9A-Z]{26}/.exec(Body)?.[0]).data;
  return named ? named === useActor().workspaceId : answersForStage();
}

async function withReasons(letters: readonly DeadLetter[]): Promise<DeadLetter[]> {
  const oldest = letters.find(({ source }) => source === "received")?.sentAt;
  if (!oldest) return [...letters];
  const reasons = await whyNotReceived(new Date(oldest));
  return letters.map((letter) => ({ ...letter, reason: reasons.get(letter.id) ?? letter.reason }));
}
