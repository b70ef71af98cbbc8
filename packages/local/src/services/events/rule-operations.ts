import type {
  DeleteRuleCommandInput,
  DescribeRuleCommandInput,
  DisableRuleCommandInput,
  EnableRuleCommandInput,
  ListRulesCommandInput,
  PutRuleCommandInput,
  TestEventPatternCommandInput,
} from "@aws-sdk/client-eventbridge";
import { operation } from "../../service.ts";
import type { Buses } from "./buses.ts";
import { validation } from "./errors.ts";
import { page, pageSize } from "./page.ts";
import { compile } from "./pattern/pattern.ts";
import type { Rule, Rules } from "./rules.ts";
import type { Scheduler } from "./scheduler.ts";

const MANDATORY = ["id", "account", "source", "time", "region", "resources", "detail-type"];

/** The operations on rules, without their targets. */
export function ruleOperations({ buses, rules, scheduler }: { buses: Buses; rules: Rules; scheduler: Scheduler }) {
  const on =
    (action: string) =>
    ({ EventBusName, Name = "" }: { EventBusName?: string | undefined; Name?: string | undefined }) => [
      { action: `events:${action}`, resource: rules.arn(buses.nameIn(EventBusName), Name) },
    ];
  const rendered = (rule: Rule) => ({
    Name: rule.name,
    Arn: rules.arn(rule.bus, rule.name),
    EventBusName: rule.bus,
    State: rule.state,
    ...(rule.pattern && { EventPattern: rule.pattern }),
    ...(rule.schedule && { ScheduleExpression: rule.schedule }),
    ...(rule.description && { Description: rule.description }),
    ...(rule.role && { RoleArn: rule.role }),
  });
  const setState = (rule: Rule, state: "ENABLED" | "DISABLED") => {
    rules.setState(rule, state);
    scheduler.changed(rule, rules.find(rule.bus, rule.name));
  };

  return {
    PutRule: operation({
      permissions: on("PutRule"),
      run: (input: PutRuleCommandInput) => {
        const before = rules.find(buses.nameIn(input.EventBusName), input.Name ?? "");
        const rule = rules.put(input);
        scheduler.changed(before, rule);
        return { RuleArn: rules.arn(rule.bus, rule.name) };
      },
    }),

    DeleteRule: operation({
      permissions: on("DeleteRule"),
      run: ({ Name = "", EventBusName }: DeleteRuleCommandInput) => {
        const rule = rules.find(buses.get(EventBusName).name, Name);
        if (!rule) return;
        if (rules.targets(rule).length > 0) throw validation(`Rule ${Name} can't be deleted since it has targets.`);
        rules.remove(rule);
        scheduler.changed(rule, undefined);
      },
    }),

    DescribeRule: operation({
      permissions: on("DescribeRule"),
      run: ({ Name, EventBusName }: DescribeRuleCommandInput) => rendered(rules.get(EventBusName, Name)),
    }),

    ListRules: operation({
      permissions: ({ EventBusName }: ListRulesCommandInput) => [
        { action: "events:ListRules", resource: rules.arn(buses.nameIn(EventBusName), "*") },
      ],
      run: ({ NamePrefix = "", EventBusName, NextToken = "", Limit }: ListRulesCommandInput) => {
        const limit = pageSize(Limit);
        const found = rules.list(buses.get(EventBusName).name, NamePrefix, NextToken, limit + 1);
        const { items, NextToken: next } = page(found, limit);
        return { Rules: items.map(rendered), ...next };
      },
    }),

    EnableRule: operation({
      permissions: on("EnableRule"),
      run: ({ Name, EventBusName }: EnableRuleCommandInput) => setState(rules.get(EventBusName, Name), "ENABLED"),
    }),

    DisableRule: operation({
      permissions: on("DisableRule"),
      run: ({ Name, EventBusName }: DisableRuleCommandInput) => setState(rules.get(EventBusName, Name), "DISABLED"),
    }),

    TestEventPattern: operation({
      permissions: () => [{ action: "events:TestEventPattern", resource: "*" }],
      run: ({ EventPattern = "", Event = "" }: TestEventPatternCommandInput) => ({
        Result: compile(EventPattern)(parsedEvent(Event)),
      }),
    }),
  };
}

function parsedEvent(text: string): object {
  let event: unknown;
  try {
    event = JSON.parse(text);
  } catch (cause) {
    throw validation(`Parameter Event is not valid. Reason: it is not JSON: ${(cause as Error).message}`);
  }
  if (typeof event !== "object" || event === null || Array.isArray(event)) {
    throw validation("Parameter Event is not valid. Reason: it is not an object.");
  }
  const missing = MANDATORY.filter((name) => !Object.hasOwn(event, name));
  if (missing.length > 0) throw validation(`Parameter Event is not valid. Reason: it has no ${missing.join(", ")}.`);
  return event;
}
