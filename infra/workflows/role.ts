/** As `getPolicyDocument` writes it: what it was given one of is a text, and no list. */
interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly [field: string]: unknown;
}

/** The managed rule by which a state machine waits for another one. */
const WAITING_RULE = "arn:aws:events:*:*:rule/StepFunctionsGetEventsForStepFunctionsExecutionRule";

/** What the delivery of a state machine's own logs needs; it can be given for all log groups only. */
const LOG_DELIVERY =
  /^logs:(CreateLogDelivery|GetLogDelivery|UpdateLogDelivery|DeleteLogDelivery|ListLogDeliveries|PutResourcePolicy|DescribeResourcePolicies|DescribeLogGroups)$/;

/** What SST gives every task: a shell in its container (ECS Exec), and all parameters and secrets. Ours use neither. */
const OF_TASKS = /^(ssmmessages:\w+|ssm:GetParameter(s|History)?|secretsmanager:GetSecretValue)$/;

/**
 * SST gives every state machine all of EventBridge and the right to start all others, and every task more than it needs. This
 * narrows such a policy to what is used, to undefined when that is nothing; other policies stay as they are. What a workflow
 * starts is granted by its own definition.
 */
export function narrow(policy: string): string | undefined {
  const document = JSON.parse(policy) as { Statement: readonly Statement[] };
  const statements = document.Statement.filter(
    ({ Action, Resource }) => !(isAny(Resource) && list(Action).every((action) => OF_TASKS.test(action))),
  );
  const isMachine = statements.some(({ Action }) => list(Action).includes("events:*"));
  if (statements.length === document.Statement.length && !isMachine) return policy;
  if (statements.length === 0) return undefined;
  return JSON.stringify({ ...document, Statement: isMachine ? statements.flatMap(narrowStatement) : statements });
}

function narrowStatement(statement: Statement): Statement[] {
  const { Action, Resource } = statement;
  if (!isAny(Resource)) return [statement];
  if (list(Action).includes("events:*")) {
    return [
      {
        ...statement,
        Action: ["events:PutTargets", "events:PutRule", "events:DescribeRule"],
        Resource: [WAITING_RULE],
      },
    ];
  }
  const logging = list(Action).filter((action) => LOG_DELIVERY.test(action));
  return logging.length > 0 ? [{ ...statement, Action: logging }] : [];
}

const list = (value: string | readonly string[]): readonly string[] => (typeof value === "string" ? [value] : value);

const isAny = (resources: Statement["Resource"]): boolean => list(resources).includes("*");
