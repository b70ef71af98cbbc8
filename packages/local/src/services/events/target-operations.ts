import type {
  ListTargetsByRuleCommandInput,
  PutTargetsCommandInput,
  RemoveTargetsCommandInput,
  Target,
} from "@aws-sdk/client-eventbridge";
import { AwsError } from "../../error.ts";
import { operation } from "../../service.ts";
import type { Buses } from "./buses.ts";
import { validation } from "./errors.ts";
import { page, pageSize } from "./page.ts";
import type { Rule, Rules } from "./rules.ts";
import { checkInput } from "./transform/input.ts";

const MOST = 5;

/** The operations on the targets of rules. */
export function targetOperations({ buses, rules }: { buses: Buses; rules: Rules }) {
  const on =
    (action: string) =>
    ({ EventBusName, Rule: name = "" }: { EventBusName?: string | undefined; Rule: string | undefined }) => [
      { action: `events:${action}`, resource: rules.arn(buses.nameIn(EventBusName), name) },
    ];

  return {
    PutTargets: operation({
      permissions: on("PutTargets"),
      run: ({ Rule: name, EventBusName, Targets = [] }: PutTargetsCommandInput) => {
        putTargets(rules, rules.get(EventBusName, name), Targets);
        return { FailedEntryCount: 0, FailedEntries: [] };
      },
    }),

    RemoveTargets: operation({
      permissions: on("RemoveTargets"),
      run: ({ Rule: name, EventBusName, Ids = [] }: RemoveTargetsCommandInput) => {
        const rule = rules.get(EventBusName, name);
        const FailedEntries = Ids.filter((id) => !rules.removeTarget(rule, id)).map((TargetId) => ({
          TargetId,
          ErrorCode: "ResourceNotFoundException",
          ErrorMessage: `Rule ${name} has no target ${TargetId}.`,
        }));
        return { FailedEntryCount: FailedEntries.length, FailedEntries };
      },
    }),

    ListTargetsByRule: operation({
      permissions: on("ListTargetsByRule"),
      run: ({ Rule: name, EventBusName, NextToken = "", Limit }: ListTargetsByRuleCommandInput) => {
        const limit = pageSize(Limit);
        const targets = rules
          .targets(rules.get(EventBusName, name))
          .map((target) => ({ name: target.Id ?? "", target }));
        const rest = targets.filter((entry) => entry.name > NextToken);
        const { items, NextToken: next } = page(rest, limit);
        return { Targets: items.map(({ target }) => target), ...next };
      },
    }),
  };
}

/** Adds targets to a rule, or replaces those of the same id: all of them, or none when one is wrong. */
export function putTargets(rules: Rules, rule: Rule, targets: readonly Target[]): void {
  for (const target of targets) checkTarget(target);
  const ids = new Set([...rules.targets(rule), ...targets].map(({ Id }) => Id));
  if (ids.size > MOST) {
    throw new AwsError(
      "LimitExceededException",
      `Rule ${rule.name} can have ${MOST} targets at most, not ${ids.size}.`,
    );
  }
  for (const target of targets) rules.putTarget(rule, target);
}

function checkTarget(target: Target): void {
  const { Id = "", Arn = "", SqsParameters } = target;
  if (!/^[.\-_A-Za-z0-9]{1,64}$/.test(Id)) throw validation(`A target cannot have the id '${Id}'.`);
  if (!Arn.startsWith("arn:"))
    throw validation(`Parameter ${Arn} is not valid. Reason: Provided Arn is not in correct format.`);
  if (/^arn:[^:]*:sqs:.*\.fifo$/.test(Arn) && !SqsParameters?.MessageGroupId) {
    throw validation(`Parameter(s) SqsParameters must be specified for target: ${Id}.`);
  }
  checkInput(target);
}
