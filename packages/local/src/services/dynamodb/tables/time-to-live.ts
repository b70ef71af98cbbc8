import type { Context } from "../context.ts";
import { validationError } from "../errors.ts";
import { endpoint } from "../requests/endpoint.ts";
import { tableName } from "../requests/members.ts";
import { boolean, required, structure, text } from "../requests/shape.ts";

interface TimeToLiveSpecification {
  readonly AttributeName: string;
  readonly Enabled: boolean;
}

interface UpdateTimeToLiveInput {
  readonly TableName: string;
  readonly TimeToLiveSpecification: TimeToLiveSpecification;
}

export function updateTimeToLive({ tables }: Context) {
  return endpoint<UpdateTimeToLiveInput, object>({
    input: structure({
      TableName: tableName,
      TimeToLiveSpecification: required(
        structure({ AttributeName: required(text({ min: 1, max: 255 })), Enabled: required(boolean) }),
      ),
    }),
    permissions: ({ TableName }) => [{ action: "dynamodb:UpdateTimeToLive", resource: tables.arnOf(TableName) }],
    run({ TableName, TimeToLiveSpecification }) {
      const table = tables.describe(TableName);
      const { AttributeName, Enabled } = TimeToLiveSpecification;
      if (Enabled && table.ttlAttribute !== undefined) throw validationError("TimeToLive is already enabled");
      if (!Enabled && table.ttlAttribute === undefined) throw validationError("TimeToLive is already disabled");
      if (!Enabled && table.ttlAttribute !== AttributeName) {
        throw validationError(
          `TimeToLive is active on a different AttributeName: current AttributeName is ${table.ttlAttribute}`,
        );
      }
      tables.setTimeToLive(table, Enabled ? AttributeName : undefined);
      return { TimeToLiveSpecification };
    },
  });
}

export function describeTimeToLive({ tables }: Context) {
  return endpoint<{ readonly TableName: string }, object>({
    input: structure({ TableName: tableName }),
    permissions: ({ TableName }) => [{ action: "dynamodb:DescribeTimeToLive", resource: tables.arnOf(TableName) }],
    run({ TableName }) {
      const { ttlAttribute: AttributeName } = tables.describe(TableName);
      return {
        TimeToLiveDescription:
          AttributeName === undefined
            ? { TimeToLiveStatus: "DISABLED" }
            : { TimeToLiveStatus: "ENABLED", AttributeName },
      };
    },
  });
}
