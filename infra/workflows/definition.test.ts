import { describe, expect, it } from "vitest";
import { environmentOf } from "./container.ts";
import { correct } from "./definition.ts";
import { narrow } from "./role.ts";

describe("a definition", () => {
  it("has its limits as Step Functions reads them, also within branches", () => {
    const definition = {
      StartAt: "Order",
      States: {
        Order: { Type: "Task", Timeout: 60, Next: "Make" },
        Make: { Type: "Parallel", Branches: [{ StartAt: "One", States: { One: { Type: "Task", Timeout: 5 } } }] },
      },
    };
    expect(JSON.parse(correct(JSON.stringify(definition), { Order: 30 }))).toEqual({
      StartAt: "Order",
      States: {
        Order: { Type: "Task", TimeoutSeconds: 60, HeartbeatSeconds: 30, Next: "Make" },
        Make: {
          Type: "Parallel",
          Branches: [{ StartAt: "One", States: { One: { Type: "Task", TimeoutSeconds: 5 } } }],
        },
      },
    });
  });

  it("keeps what is called Timeout but is no limit of a task", () => {
    const definition = JSON.stringify({ States: { A: { Type: "Task", Arguments: { Timeout: 3 } } } });
    expect(correct(definition, {})).toBe(definition);
  });

  it("goes ways back to states that come before", () => {
    const choices = [{ Condition: "{% true %}", Next: "End" }];
    const text = JSON.stringify({ States: { Make: { Type: "Pass" }, IsGood: { Type: "Choice", Choices: choices } } });
    const again = { from: "IsGood", when: "{% $states.input.again %}", to: "Make" } as const;
    const { States } = JSON.parse(correct(text, {}, [again]));
    expect(States.IsGood.Choices).toEqual([...choices, { Condition: "{% $states.input.again %}", Next: "Make" }]);
    expect(() => correct(text, {}, [{ ...again, to: "Nowhere" }])).toThrow("Nowhere");
  });
});

describe("the policy", () => {
  it("of a state machine is narrowed to the rule by which it waits, its log delivery and what its definition grants", () => {
    const granted = { Effect: "Allow", Action: ["lambda:InvokeFunction"], Resource: ["arn:one"] };
    const policy = {
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Action: ["events:*"], Resource: ["*"] },
        { Effect: "Allow", Action: ["logs:CreateLogDelivery", "logs:PutLogEvents"], Resource: ["*"] },
        { Effect: "Allow", Action: ["states:StartExecution", "states:DescribeExecution"], Resource: ["*"] },
        granted,
      ],
    };
    expect(JSON.parse(narrow(JSON.stringify(policy)) ?? "").Statement).toEqual([
      {
        Effect: "Allow",
        Action: ["events:PutTargets", "events:PutRule", "events:DescribeRule"],
        Resource: ["arn:aws:events:*:*:rule/StepFunctionsGetEventsForStepFunctionsExecutionRule"],
      },
      { Effect: "Allow", Action: ["logs:CreateLogDelivery"], Resource: ["*"] },
      granted,
    ]);
  });

  it("of a task loses the shell and the secrets that SST gives it, and is none when nothing is left", () => {
    const granted = { Effect: "Allow", Action: ["s3:GetObject"], Resource: ["arn:one"] };
    const shell = { Effect: "Allow", Action: ["ssmmessages:OpenDataChannel"], Resource: ["*"] };
    const secrets = {
      ...{ Sid: "ReadSsmAndSecrets", Effect: "Allow", Resource: ["*"] },
      Action: ["ssm:GetParameters", "ssm:GetParameter", "ssm:GetParameterHistory", "secretsmanager:GetSecretValue"],
    };
    const narrowed = (...Statement: object[]) => narrow(JSON.stringify({ Version: "2012-10-17", Statement }));
    expect(JSON.parse(narrowed(granted, shell) ?? "")).toEqual({ Version: "2012-10-17", Statement: [granted] });
    expect(narrowed(secrets)).toBeUndefined();
    const own = { ...secrets, Resource: ["arn:aws:ssm:one"] };
    expect(JSON.parse(narrowed(own) ?? "").Statement).toEqual([own]);
  });

  it("of anything else stays to the byte", () => {
    const policy = '{"Version": "2012-10-17", "Statement": [{"Action": ["s3:GetObject"], "Resource": ["*"]}]}';
    expect(narrow(policy)).toBe(policy);
  });

  it("is narrowed the same when a list of one is a text, as a deploy gets it", () => {
    const granted = { Effect: "Allow", Action: "ssm:GetParameter", Resource: "arn:aws:ssm:one/*" };
    const [start, bus] = ["states:StartExecution", "events:*"].map((Action) => ({ Action, Resource: "*" }));
    const narrowed = (...Statement: unknown[]) => JSON.parse(narrow(JSON.stringify({ Statement })) ?? "{}").Statement;
    expect(narrowed(granted, start, bus)).toEqual([
      granted,
      expect.objectContaining({ Resource: [expect.any(String)] }),
    ]);
    expect(narrowed(granted, { Action: "secretsmanager:GetSecretValue", Resource: "*" })).toEqual([granted]);
    expect(narrowed(granted)).toEqual([granted]);
  });
});

describe("a container's environment", () => {
  it("has the state's token, and its payload as an expression for JSON text", () => {
    const payload = {
      ...{ runId: "{% $states.context.Execution.Input.runId %}", step: 'a "quoted" one', left: undefined },
      ...{ parts: [1, null, { last: true, name: "{% $states.input.name %}" }] },
    };
    expect(environmentOf(payload)).toEqual({
      VIDEOFLOW_TASK_TOKEN: "{% $states.context.Task.Token %}",
      VIDEOFLOW_TASK_INPUT:
        '{% $string({"runId": $states.context.Execution.Input.runId, "step": "a \\"quoted\\" one", ' +
        '"parts": [1, null, {"last": true, "name": $states.input.name}]}) %}',
    });
  });
});
