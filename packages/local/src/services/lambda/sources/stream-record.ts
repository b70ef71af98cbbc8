import type { _Record } from "@aws-sdk/client-dynamodb-streams";

/** A change of an item as a function gets it. https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html */
export function streamRecord(record: _Record, streamArn: string) {
  const { dynamodb = {}, userIdentity } = record;
  return {
    eventID: record.eventID,
    eventName: record.eventName,
    eventVersion: record.eventVersion,
    eventSource: "aws:dynamodb",
    awsRegion: record.awsRegion,
    dynamodb: {
      ...dynamodb,
      ApproximateCreationDateTime: seconds(dynamodb.ApproximateCreationDateTime),
      SequenceNumber: dynamodb.SequenceNumber ?? "",
    },
    eventSourceARN: streamArn,
    ...(userIdentity && { userIdentity: { principalId: userIdentity.PrincipalId, type: userIdentity.Type } }),
  };
}

export type StreamRecord = ReturnType<typeof streamRecord>;

function seconds(time: Date | undefined): number {
  return Math.floor((time?.getTime() ?? 0) / 1000);
}
