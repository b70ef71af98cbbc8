import type { Target } from "@aws-sdk/client-eventbridge";
import type { Resource } from "../graph/resources.ts";
import type { Events } from "../services/events/service.ts";
import { putTargets } from "../services/events/target-operations.ts";
import type { Deployer } from "./deployer.ts";

interface BusInputs {
  readonly name: string;
  readonly description?: string;
}

interface RuleInputs {
  readonly name: string;
  readonly eventBusName?: string;
  readonly eventPattern?: string;
  readonly scheduleExpression?: string;
  readonly state?: "ENABLED" | "DISABLED";
  readonly isEnabled?: boolean;
  readonly description?: string;
  readonly roleArn?: string;
}

interface TargetInputs {
  readonly rule: string;
  readonly eventBusName?: string;
  readonly targetId?: string;
  readonly arn: string;
  readonly roleArn?: string;
  readonly input?: string;
  readonly inputPath?: string;
  readonly inputTransformer?: { readonly inputPaths?: Record<string, string>; readonly inputTemplate: string };
  readonly deadLetterConfig?: { readonly arn?: string };
  readonly retryPolicy?: { readonly maximumRetryAttempts?: number; readonly maximumEventAgeInSeconds?: number };
  readonly sqsTarget?: { readonly messageGroupId?: string };
}

const BUS = "aws:cloudwatch/eventBus:EventBus";
const RULE = "aws:cloudwatch/eventRule:EventRule";
const TARGET = "aws:cloudwatch/eventTarget:EventTarget";

/** Event buses, rules and their targets. */
export function eventsDeployer({ buses, rules, scheduler }: Events): Deployer {
  return {
    types: [BUS, RULE, TARGET],

    apply(resource) {
      if (resource.type === BUS) applyBus(resource.inputs);
      else if (resource.type === RULE) applyRule(resource.inputs);
      else applyTarget(resource);
    },

    remove({ type, name, inputs }) {
      if (type === BUS) {
        const bus = buses.find(inputs.name);
        if (bus) buses.remove(bus);
        return;
      }
      const rule = rules.find(buses.nameIn(inputs.eventBusName), type === RULE ? inputs.name : inputs.rule);
      if (!rule) return;
      if (type === TARGET) {
        rules.removeTarget(rule, inputs.targetId ?? name);
        return;
      }
      rules.remove(rule);
      scheduler.changed(rule, undefined);
    },
  };

  function applyBus({ name, description }: BusInputs): void {
    const bus = buses.find(name);
    if (!bus || bus.description !== (description ?? null)) buses.put(name, description);
  }

  function applyRule(inputs: RuleInputs): void {
    const before = rules.find(buses.nameIn(inputs.eventBusName), inputs.name);
    const rule = rules.put({
      Name: inputs.name,
      EventBusName: inputs.eventBusName,
      EventPattern: inputs.eventPattern,
      ScheduleExpression: inputs.scheduleExpression,
      State: inputs.state ?? (inputs.isEnabled === false ? "DISABLED" : "ENABLED"),
      Description: inputs.description,
      RoleArn: inputs.roleArn,
    });
    scheduler.changed(before, rule);
  }

  function applyTarget({ name, inputs }: Resource<TargetInputs>): void {
    putTargets(rules, rules.get(inputs.eventBusName, inputs.rule), [targetOf(name, inputs)]);
  }
}

function targetOf(name: string, inputs: TargetInputs): Target {
  const { inputTransformer, retryPolicy, deadLetterConfig, sqsTarget } = inputs;
  return {
    Id: inputs.targetId ?? name,
    Arn: inputs.arn,
    RoleArn: inputs.roleArn,
    Input: inputs.input,
    InputPath: inputs.inputPath,
    ...(inputTransformer && {
      InputTransformer: {
        InputPathsMap: inputTransformer.inputPaths,
        InputTemplate: inputTransformer.inputTemplate,
      },
    }),
    ...(deadLetterConfig && { DeadLetterConfig: { Arn: deadLetterConfig.arn } }),
    ...(retryPolicy && {
      RetryPolicy: {
        MaximumRetryAttempts: retryPolicy.maximumRetryAttempts,
        MaximumEventAgeInSeconds: retryPolicy.maximumEventAgeInSeconds,
      },
    }),
    ...(sqsTarget && { SqsParameters: { MessageGroupId: sqsTarget.messageGroupId } }),
  };
}
