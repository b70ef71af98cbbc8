import {
  CloudWatchLogsClient,
  paginateFilterLogEvents,
  ResourceNotFoundException,
} from "@aws-sdk/client-cloudwatch-logs";
import { Resource } from "sst";
import * as z from "zod";
import type { Reason } from "../reason.ts";

const client = new CloudWatchLogsClient({});

/** Lines that are read at most: each message that lies there has three. */
const MOST_LINES = 2_000;

const Line = z.object({
  messageId: z.string(),
  code: z.string(),
  error: z.object({ message: z.string() }).optional(),
});

/** Why messages about originals could not be handled, by their ids: what the function said that took them last. */
export async function whyNotReceived(since: Date): Promise<ReadonlyMap<string, Reason>> {
  const reasons = new Map<string, Reason>();
  const filterPattern = '{ $.message = "message.end" && $.outcome = "failed" }';
  const query = { logGroupName: Resource.Receiver.logGroup, startTime: since.getTime(), filterPattern };
  try {
    let lines = 0;
    for await (const { events = [] } of paginateFilterLogEvents({ client }, query)) {
      for (const { message = "{}" } of events) {
        const line = Line.safeParse(JSON.parse(message)).data;
        if (line) reasons.set(line.messageId, { code: line.code, message: line.error?.message ?? line.code });
      }
      lines += events.length;
      if (lines >= MOST_LINES) break;
    }
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error;
  }
  return reasons;
}
