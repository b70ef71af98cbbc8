import type {
  CreateLogStreamCommandInput,
  DeleteLogStreamCommandInput,
  DescribeLogStreamsCommandInput,
} from "@aws-sdk/client-cloudwatch-logs";
import { operation } from "../../service.ts";
import type { LogBuffer } from "./buffer.ts";
import { invalid } from "./errors.ts";
import { pageSize } from "./group-operations.ts";
import type { LogGroups } from "./groups.ts";
import type { Retention } from "./retention.ts";
import type { LogStreams } from "./streams.ts";

interface Parts {
  readonly groups: LogGroups;
  readonly streams: LogStreams;
  readonly buffer: LogBuffer;
  readonly retention: Retention;
}

/** The operations on log streams. */
export function streamOperations({ groups, streams, buffer, retention }: Parts) {
  const streamArn = (group: string, stream: string | undefined) => `${groups.arn(group)}:log-stream:${stream}`;

  return {
    CreateLogStream: operation({
      permissions: ({ logGroupName, logStreamName }: CreateLogStreamCommandInput) => [
        { action: "logs:CreateLogStream", resource: streamArn(groups.nameIn(logGroupName), logStreamName) },
      ],
      run: ({ logGroupName, logStreamName }: CreateLogStreamCommandInput) =>
        void streams.create(groups.get(groups.nameIn(logGroupName)), logStreamName),
    }),

    DeleteLogStream: operation({
      permissions: ({ logGroupName, logStreamName }: DeleteLogStreamCommandInput) => [
        { action: "logs:DeleteLogStream", resource: streamArn(groups.nameIn(logGroupName), logStreamName) },
      ],
      run: ({ logGroupName, logStreamName }: DeleteLogStreamCommandInput) => {
        buffer.settle();
        const stream = streams.get(groups.get(groups.nameIn(logGroupName)), logStreamName);
        streams.remove(stream);
        retention.sweep(stream);
      },
    }),

    DescribeLogStreams: operation({
      permissions: ({ logGroupName, logGroupIdentifier }: DescribeLogStreamsCommandInput) => [
        {
          action: "logs:DescribeLogStreams",
          resource: `${groups.arn(groups.nameIn(logGroupIdentifier ?? logGroupName))}:*`,
        },
      ],
      run: (input: DescribeLogStreamsCommandInput) => {
        buffer.settle();
        const group = groups.get(groups.nameIn(input.logGroupIdentifier ?? input.logGroupName));
        const byTime = input.orderBy === "LastEventTime";
        if (byTime && input.logStreamNamePrefix) {
          throw invalid("Cannot order by LastEventTime with a logStreamNamePrefix.");
        }
        const limit = pageSize(input.limit);
        const offset = Number(input.nextToken ?? 0);
        if (!Number.isInteger(offset) || offset < 0) {
          throw invalid(`The specified nextToken is invalid: ${input.nextToken}`);
        }
        const prefix = input.logStreamNamePrefix ?? "";
        const page = { prefix, byTime, descending: input.descending === true, offset, limit: limit + 1 };
        const found = streams.list(group, page);
        return {
          logStreams: found.slice(0, limit).map((stream) => ({
            logStreamName: stream.name,
            creationTime: stream.created_at,
            ...(stream.first_at !== null && { firstEventTimestamp: stream.first_at }),
            ...(stream.last_at !== null && { lastEventTimestamp: stream.last_at }),
            ...(stream.ingested_at !== null && { lastIngestionTime: stream.ingested_at }),
            arn: streamArn(group.name, stream.name),
          })),
          ...(found.length > limit && { nextToken: String(offset + limit) }),
        };
      },
    }),
  };
}
