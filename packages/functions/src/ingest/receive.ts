import { Arrival, receive } from "@videoflow/core/asset/receive";
import { z } from "zod";
import { queue } from "../lambda.ts";

/** S3 writes keys as forms do: `+` for a space, the rest percent-encoded. */
const Key = z.string().transform((key) => decodeURIComponent(key.replaceAll("+", " ")));

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html */
const Record = z
  .object({
    eventTime: z.string(),
    s3: z.object({ object: z.object({ key: Key, size: z.number(), eTag: z.string(), sequencer: z.string() }) }),
  })
  .transform(({ eventTime, s3: { object } }) => ({
    key: object.key,
    bytes: object.size,
    etag: object.eTag,
    sequencer: object.sequencer,
    at: eventTime,
  }))
  .pipe(Arrival);

/** S3 sends a message without records when notifications are set up. */
const Notification = z.object({ Records: z.array(Record).default([]) });

/** Makes an asset of every object that comes into the input bucket, and starts its run. */
export const handler = queue(Notification, async ({ Records }) => {
  for (const arrival of Records) await receive(arrival);
});
