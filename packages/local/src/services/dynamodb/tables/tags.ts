import type { Context } from "../context.ts";
import { validationError } from "../errors.ts";
import { endpoint } from "../requests/endpoint.ts";
import { listOf, required, structure, text } from "../requests/shape.ts";

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

const ALLOWED = /^[\p{L}\p{Z}\p{N}_.:/=+@-]*$/u;
const MOST_TAGS = 50;

const key = required(text({ min: 1, max: 128, pattern: ALLOWED }));
const arn = required(text({ min: 1, max: 1283, pattern: /^arn:.*$/ }));
const tag = structure({ Key: key, Value: required(text({ max: 256, pattern: ALLOWED })) });
export const tagList = listOf(tag, { max: MOST_TAGS });

export function tagsOf(tags: readonly Tag[]): Record<string, string> {
  return Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]));
}

export function tagResource({ tables }: Context) {
  return endpoint<{ readonly ResourceArn: string; readonly Tags: Tag[] }, object>({
    input: structure({ ResourceArn: arn, Tags: required(listOf(tag, { min: 1, max: MOST_TAGS })) }),
    permissions: ({ ResourceArn }) => [{ action: "dynamodb:TagResource", resource: ResourceArn }],
    run({ ResourceArn, Tags }) {
      const table = tables.byArn(ResourceArn);
      const tags = { ...table.tags, ...tagsOf(Tags) };
      if (Object.keys(tags).length > MOST_TAGS) {
        throw validationError(`Table ${table.name} would have more than ${MOST_TAGS} tags: remove others first`);
      }
      tables.update({ ...table, tags });
      return {};
    },
  });
}

export function untagResource({ tables }: Context) {
  return endpoint<{ readonly ResourceArn: string; readonly TagKeys: string[] }, object>({
    input: structure({ ResourceArn: arn, TagKeys: required(listOf(key)) }),
    permissions: ({ ResourceArn }) => [{ action: "dynamodb:UntagResource", resource: ResourceArn }],
    run({ ResourceArn, TagKeys }) {
      const table = tables.byArn(ResourceArn);
      const tags = Object.entries(table.tags).filter(([name]) => !TagKeys.includes(name));
      tables.update({ ...table, tags: Object.fromEntries(tags) });
      return {};
    },
  });
}

export function listTagsOfResource({ tables }: Context) {
  return endpoint<{ readonly ResourceArn: string }, object>({
    input: structure({ ResourceArn: arn, NextToken: text() }),
    permissions: ({ ResourceArn }) => [{ action: "dynamodb:ListTagsOfResource", resource: ResourceArn }],
    run: ({ ResourceArn }) => ({
      Tags: Object.entries(tables.byArn(ResourceArn).tags).map(([Key, Value]) => ({ Key, Value })),
    }),
  });
}
