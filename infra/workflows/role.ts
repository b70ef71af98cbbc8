interface Statement {
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly [field: string]: unknown;
}

/** The managed rule by which a state machine waits for another one. */
const WAITING_RULE = "arn:aws:events:*:*:rule/StepFunctionsGetEventsForStepFunctionsExecutionRule";

/** What the delivery of a state machine's own logs needs; it can be given for all log groups only. */
const LOG_DELIVERY =
  /^logs:(CreateLogDelivery|GetLogDelivery|UpdateLogDelivery|DeleteLogDelivery|ListLogDeliveries|PutResourcePolicy|DescribeResourcePolicies|DescribeLogGroups)$/;

/**
 * SST gives every state machine all of EventBridge and the right to start all others. This narrows such a policy to what is
 * used; other policies stay as they are. What a workflow starts is granted by its own definition.
 */
export function narrow(policy: string): string {
  const document = JSON.parse(policy) as { Statement: readonly Statement[] };
  if (!document.Statement.some(({ Action }) => Action.includes("events:*"))) return policy;
  return JSON.stringify({ ...document, Statement: document.Statement.flatMap(narrowStatement) });
}

function narrowStatement(statement: Statement): Statement[] {
  const { Action, Resource } = statement;
  if (!Resource.includes("*")) return [statement];
  if (Action.includes("events:*")) {
    return [
      {
        ...statement,
        Action: ["events:PutTargets", "events:PutRule", "events:DescribeRule"],
        Resource: [WAITING_RULE],
      },
    ];
  }
  const logging = Action.filter((action) => LOG_DELIVERY.test(action));
  return logging.length > 0 ? [{ ...statement, Action: logging }] : [];
}
