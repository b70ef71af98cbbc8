import type { Message, MessageAttributeValue } from "@aws-sdk/client-sqs";

/** A message as a function gets it. https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html */
export function queueRecord(message: Message, queueArn: string, region: string) {
  return {
    messageId: message.MessageId ?? "",
    receiptHandle: message.ReceiptHandle ?? "",
    body: message.Body ?? "",
    attributes: message.Attributes ?? {},
    messageAttributes: Object.fromEntries(
      Object.entries(message.MessageAttributes ?? {}).map(([name, value]) => [name, attributeOf(value)]),
    ),
    md5OfBody: message.MD5OfBody,
    ...(message.MD5OfMessageAttributes && { md5OfMessageAttributes: message.MD5OfMessageAttributes }),
    eventSource: "aws:sqs",
    eventSourceARN: queueArn,
    awsRegion: region,
  };
}

export type QueueRecord = ReturnType<typeof queueRecord>;

/** What filters see: a body that is a JSON object can be matched by its fields. */
export function filterable(record: QueueRecord): object {
  if (!record.body.trimStart().startsWith("{")) return record;
  try {
    return { ...record, body: JSON.parse(record.body) };
  } catch (error) {
    if (error instanceof SyntaxError) return record;
    throw error;
  }
}

function attributeOf({ StringValue, BinaryValue, DataType }: MessageAttributeValue) {
  return {
    ...(StringValue !== undefined && { stringValue: StringValue }),
    ...(BinaryValue !== undefined && { binaryValue: base64Of(BinaryValue) }),
    stringListValues: [],
    binaryListValues: [],
    dataType: DataType,
  };
}

/** Inside this process bytes come as they are kept, in base64. */
function base64Of(value: Uint8Array | string): string {
  return typeof value === "string" ? value : Buffer.from(value).toString("base64");
}
