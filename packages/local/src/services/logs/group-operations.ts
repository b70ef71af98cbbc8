import type {
  CreateLogGroupCommandInput,
  DeleteLogGroupCommandInput,
  DeleteRetentionPolicyCommandInput,
  DescribeLogGroupsCommandInput,
  ListTagsForResourceCommandInput,
  PutRetentionPolicyCommandInput,
  TagResourceCommandInput,
  UntagResourceCommandInput,
} from "@aws-sdk/client-cloudwatch-logs";
import { operation } from "../../service.ts";
import { invalid } from "./errors.ts";
import type { LogGroup, LogGroups } from "./groups.ts";

interface Parts {
  readonly groups: LogGroups;
  /** Deletes a group with all that is in it. */
  dispose(group: LogGroup): void;
  setRetention(group: LogGroup, days: number | undefined): void;
}

/** The operations on log groups and their tags. */
export function groupOperations({ groups, dispose, setRetention }: Parts) {
  const on =
    (action: string) =>
    ({ logGroupName }: { logGroupName?: string | undefined }) => [
      { action: `logs:${action}`, resource: `${groups.arn(groups.nameIn(logGroupName))}:*` },
    ];
  const onResource =
    (action: string) =>
    ({ resourceArn }: { resourceArn?: string | undefined }) => [
      { action: `logs:${action}`, resource: groups.arn(groups.nameIn(resourceArn)) },
    ];
  const named = (identifier: string | undefined) => groups.get(groups.nameIn(identifier));

  return {
    CreateLogGroup: operation({
      permissions: on("CreateLogGroup"),
      run: ({ logGroupName, tags }: CreateLogGroupCommandInput) =>
        void groups.create(groups.nameIn(logGroupName), tags),
    }),

    DeleteLogGroup: operation({
      permissions: on("DeleteLogGroup"),
      run: ({ logGroupName }: DeleteLogGroupCommandInput) => dispose(named(logGroupName)),
    }),

    DescribeLogGroups: operation({
      permissions: () => [{ action: "logs:DescribeLogGroups", resource: groups.arn("*") }],
      run: (input: DescribeLogGroupsCommandInput) => {
        if (input.logGroupNamePrefix && input.logGroupNamePattern) {
          throw invalid("LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.");
        }
        const limit = pageSize(input.limit);
        const found = groups.list({
          prefix: input.logGroupNamePrefix ?? "",
          part: input.logGroupNamePattern ?? "",
          after: input.nextToken ?? "",
          limit: limit + 1,
        });
        const logGroups = found.slice(0, limit).map((group) => ({
          logGroupName: group.name,
          creationTime: group.createdAt,
          ...(group.retentionDays && { retentionInDays: group.retentionDays }),
          metricFilterCount: 0,
          arn: `${groups.arn(group.name)}:*`,
          logGroupArn: groups.arn(group.name),
          logGroupClass: "STANDARD",
        }));
        return { logGroups, ...(found.length > limit && { nextToken: logGroups.at(-1)?.logGroupName }) };
      },
    }),

    PutRetentionPolicy: operation({
      permissions: on("PutRetentionPolicy"),
      run: ({ logGroupName, retentionInDays }: PutRetentionPolicyCommandInput) => {
        if (retentionInDays === undefined) throw invalid("The request must contain retentionInDays.");
        setRetention(named(logGroupName), retentionInDays);
      },
    }),

    DeleteRetentionPolicy: operation({
      permissions: on("DeleteRetentionPolicy"),
      run: ({ logGroupName }: DeleteRetentionPolicyCommandInput) => setRetention(named(logGroupName), undefined),
    }),

    TagResource: operation({
      permissions: onResource("TagResource"),
      run: ({ resourceArn, tags }: TagResourceCommandInput) => {
        const group = named(resourceArn);
        groups.setTags(group, { ...group.tags, ...tags });
      },
    }),

    UntagResource: operation({
      permissions: onResource("UntagResource"),
      run: ({ resourceArn, tagKeys = [] }: UntagResourceCommandInput) => {
        const group = named(resourceArn);
        groups.setTags(group, Object.fromEntries(Object.entries(group.tags).filter(([key]) => !tagKeys.includes(key))));
      },
    }),

    ListTagsForResource: operation({
      permissions: onResource("ListTagsForResource"),
      run: ({ resourceArn }: ListTagsForResourceCommandInput) => ({ tags: named(resourceArn).tags }),
    }),
  };
}

/** The `limit` of the describe operations. */
export function pageSize(limit = 50): number {
  if (Number.isInteger(limit) && limit >= 1 && limit <= 50) return limit;
  throw invalid(`limit must be between 1 and 50, not ${limit}`);
}
