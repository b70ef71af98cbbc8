import { failedAt, NOTES_FAILURE, REDRIVES, STOPS } from "./redrive.ts";

/** Lambda's own passing troubles. Those of our code are told by the names of its errors. */
const PASSING = [
  "Retryable",
  "Lambda.ServiceException",
  "Lambda.AWSLambdaException",
  "Lambda.SdkClientException",
  "Lambda.TooManyRequestsException",
];

/** What every function of a workflow is told: for whom it works, and which try at which step this is. */
const envelope = {
  workspaceId: "{% $states.context.Execution.Input.workspaceId %}",
  runId: "{% $states.context.Execution.Input.runId %}",
  step: "{% $states.context.State.Name %}",
  attempt: "{% $states.context.State.RetryCount %}",
  redrives: `{% ${REDRIVES} %}`,
};

const ofCut = {
  cutId: "{% $states.context.Execution.Input.cutId %}",
  revision: "{% $states.context.Execution.Input.revision %}",
};

const ofAsset = { assetId: "{% $states.context.Execution.Input.assetId %}" };

export interface TaskArgs {
  /** Limit of one try, a little more than the function's own. */
  readonly timeout: `${number} ${"minute" | "minutes" | "day"}`;
  readonly payload?: Record<string, unknown>;
  /** What the workflow is about: an asset, as most are, or a cut. */
  readonly about?: "asset" | "cut" | "everything";
  /** What the state gives on, default what the function returned. */
  readonly output?: `{% ${string} %}`;
}

const subjectOf = (about: TaskArgs["about"]) => (about === "asset" ? ofAsset : about === "cut" ? ofCut : {});

/** A step of a fan-out is noted by its name and number. */
export const numbered = (name: string) => `{% '${name}.' & $string($states.context.Map.Item.Index) %}`;

/** A step that is done when its function returns. */
export function task(name: string, fn: sst.aws.Function, args: TaskArgs) {
  const { timeout, payload, about = "asset", output = "{% $states.result.Payload %}" } = args;
  return sst.aws.StepFunctions.lambdaInvoke({
    name,
    function: fn,
    timeout,
    payload: { ...envelope, ...subjectOf(about), ...payload },
    output,
  }).retry({ errors: PASSING, interval: "1 second", backoffRate: 2, maxAttempts: 4, jitterStrategy: "FULL" });
}

/** On the way to `failure` of a workflow that did not get all `done`, as `broken` and `problems` of its input say. */
export const incomplete = (done: string) =>
  sst.aws.StepFunctions.pass({
    name: "Incomplete",
    assign: failedAt("Scan", {}),
    output: `{% {'Error': 'Incomplete', 'Cause': $string($states.input.broken) & ' could not be ${done}, all others were: ' & $states.input.problems} %}`,
  });

/** What the batches of a Map say, as one: fields that are sums, and the first problems that they tell of. */
export const summed = (...fields: string[]) => {
  const sums = fields.map((field) => `'${field}': $sum($states.result.${field})`);
  return `{${sums.join(", ")}, 'problems': $join($distinct($states.result.problems)[[0..9]], '; ')}`;
};

/** A step whose function only orders something; it is done when somebody answers for its token. */
export function order(name: string, fn: sst.aws.Function, { timeout, payload }: TaskArgs) {
  return sst.aws.StepFunctions.lambdaInvoke({
    name,
    function: fn,
    timeout,
    integration: "token",
    payload: { ...envelope, ...ofAsset, ...payload, token: "{% $states.context.Task.Token %}" },
  }).retry({
    errors: [...PASSING, "States.HeartbeatTimeout"],
    interval: "5 seconds",
    backoffRate: 2,
    maxAttempts: 2,
    jitterStrategy: "FULL",
  });
}

/**
 * Where a workflow ends whose step failed for good: it is noted by `fn`, and the execution fails with what that says, until it
 * is redriven: then it goes on with that step (redrive.ts). When `fn` gives no reason, all had been done before the step failed.
 */
export function failure(fn: sst.aws.Function, { about }: Pick<TaskArgs, "about"> = {}) {
  const { choice, succeed } = sst.aws.StepFunctions;
  const payload = { error: "{% $states.input %}" };
  const noted = task(NOTES_FAILURE, fn, { timeout: "2 minutes", payload, ...(about && { about }) });
  const ended = succeed({ name: "Ended" });
  const stops = "$error($states.input.code & ': ' & $states.input.message)";
  noted
    .next(choice({ name: STOPS }))
    .when("{% $not($exists($states.input.code)) %}", ended)
    .when(`{% ${REDRIVES} = $failed.redrives ? ${stops} : false %}`, ended);
  return noted;
}
