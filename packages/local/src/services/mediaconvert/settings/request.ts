import type { CreateJobCommandInput } from "@aws-sdk/client-mediaconvert";
import { matching, number, object, oneOf, record, type Shape, text } from "./shape.ts";

/** Checked on its own, by check.ts. */
const settings: Shape = () => {};

const request = object(
  { Role: matching(/^arn:aws[\w-]*:iam::\d{12}:role\/.+$/, "the ARN of a role"), Settings: settings },
  {
    Queue: text,
    ClientRequestToken: text,
    UserMetadata: record(text),
    StatusUpdateInterval: matching(/^SECONDS_\d+$/, "SECONDS_10, SECONDS_12 ..."),
    Priority: number(-50, 50),
    Tags: record(text),
    BillingTagsSource: oneOf("QUEUE", "PRESET", "JOB_TEMPLATE", "JOB"),
    AccelerationSettings: object({ Mode: oneOf("DISABLED", "PREFERRED") }),
    SimulateReservedQueue: oneOf("DISABLED"),
  },
);

/** Throws BadRequestException when the request says what is not understood here. */
export const checkRequest = (input: CreateJobCommandInput): void => request(input, "");
