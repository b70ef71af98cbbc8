import type { Context } from "../context.ts";
import { endpoint } from "../requests/endpoint.ts";
import { tableName } from "../requests/members.ts";
import { integer, structure, text } from "../requests/shape.ts";
import { describeDeleted, describeTable as description } from "./description.ts";

interface TableInput {
  readonly TableName: string;
}

export function describeTable({ tables, items }: Context) {
  return endpoint<TableInput, object>({
    input: structure({ TableName: tableName }),
    permissions: ({ TableName }) => [{ action: "dynamodb:DescribeTable", resource: tables.arnOf(TableName) }],
    run: ({ TableName }) => ({ Table: description(items, tables.describe(TableName)) }),
  });
}

/** The table is gone at once; its rows go in the background, its stream stays readable for a day. */
export function deleteTable({ tables, items, streams }: Context) {
  return endpoint<TableInput, object>({
    input: structure({ TableName: tableName }),
    permissions: ({ TableName }) => [{ action: "dynamodb:DeleteTable", resource: tables.arnOf(TableName) }],
    run({ TableName }) {
      const table = tables.describe(TableName);
      const answer = { TableDescription: describeDeleted(items, table) };
      tables.remove(table);
      if (table.stream) streams.disable(table.stream);
      return answer;
    },
  });
}

interface ListTablesInput {
  readonly ExclusiveStartTableName?: string;
  readonly Limit?: number;
}

const LONGEST_LIST = 100;

export function listTables({ tables }: Context) {
  return endpoint<ListTablesInput, object>({
    input: structure({
      ExclusiveStartTableName: text({ min: 3, max: 255, pattern: /^[a-zA-Z0-9_.-]+$/ }),
      Limit: integer({ min: 1, max: LONGEST_LIST }),
    }),
    permissions: () => [{ action: "dynamodb:ListTables", resource: "*" }],
    run({ ExclusiveStartTableName: start = "", Limit = LONGEST_LIST }) {
      const names = tables.names().filter((name) => name > start);
      const page = names.slice(0, Limit);
      return { TableNames: page, LastEvaluatedTableName: names.length > page.length ? page.at(-1) : undefined };
    },
  });
}
