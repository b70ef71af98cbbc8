import { Arrival } from "@videoflow/core/asset/receive.schema";
import * as z from "zod";

/** S3 writes keys as forms do: `+` for a space, the rest percent-encoded. */
const Key = z.string().transform((key) => decodeURIComponent(key.replaceAll("+", " ")));

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

/**
 * What S3 sends when objects come. It sends a message without records when notifications are set up.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
 */
export const Notification = z.object({ Records: z.array(Record).default([]) });
