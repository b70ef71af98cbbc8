import type { ListTagsForResourceInput, Tag, TagResourceInput, UntagResourceInput } from "@aws-sdk/client-sfn";
import { AwsError } from "../../../error.ts";
import { operation } from "../../../service.ts";
import type { Machine } from "../store/machines.ts";
import type { Store } from "../store/store.ts";
import { checkArn } from "./check.ts";

const MOST_TAGS = 50;

export function tagsOf(tags: readonly Tag[] = []): Record<string, string> {
  return Object.fromEntries(tags.map(({ key = "", value = "" }) => [key, value]));
}

export function tagOperations({ machines }: Store) {
  const of = (action: string) => (input: { resourceArn?: string | undefined }) => [
    { action: `states:${action}`, resource: input.resourceArn ?? "*" },
  ];
  return {
    TagResource: operation({
      permissions: of("TagResource"),
      run({ resourceArn, tags }: TagResourceInput) {
        const machine = find(resourceArn);
        const all = { ...(JSON.parse(machine.tags) as object), ...tagsOf(tags) };
        if (Object.keys(all).length > MOST_TAGS) {
          throw new AwsError("TooManyTags", `'${machine.arn}' would have more than ${MOST_TAGS} tags`);
        }
        machines.tag(machine.arn, all);
        return {};
      },
    }),

    UntagResource: operation({
      permissions: of("UntagResource"),
      run({ resourceArn, tagKeys = [] }: UntagResourceInput) {
        const machine = find(resourceArn);
        const left = Object.entries(JSON.parse(machine.tags) as Record<string, string>).filter(
          ([key]) => !tagKeys.includes(key),
        );
        machines.tag(machine.arn, Object.fromEntries(left));
        return {};
      },
    }),

    ListTagsForResource: operation({
      permissions: of("ListTagsForResource"),
      run({ resourceArn }: ListTagsForResourceInput) {
        const tags = JSON.parse(find(resourceArn).tags) as Record<string, string>;
        return { tags: Object.entries(tags).map(([key, value]) => ({ key, value })) };
      },
    }),
  };

  function find(resourceArn: string | undefined): Machine {
    const machine = machines.find(checkArn(resourceArn, "stateMachine"));
    if (!machine) throw new AwsError("ResourceNotFound", `Resource not found: '${resourceArn}'`);
    return machine;
  }
}
