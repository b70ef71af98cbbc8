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
  assetId: "{% $states.context.Execution.Input.assetId %}",
  runId: "{% $states.context.Execution.Input.runId %}",
  step: "{% $states.context.State.Name %}",
  attempt: "{% $states.context.State.RetryCount %}",
};

export interface TaskArgs {
  /** Limit of one try, a little more than the function's own. */
  readonly timeout: `${number} ${"minute" | "minutes" | "day"}`;
  readonly payload?: Record<string, unknown>;
}

/** A step that is done when its function returns. */
export function task(name: string, fn: sst.aws.Function, { timeout, payload }: TaskArgs) {
  return sst.aws.StepFunctions.lambdaInvoke({
    name,
    function: fn,
    timeout,
    payload: { ...envelope, ...payload },
    output: "{% $states.result.Payload %}",
  }).retry({ errors: PASSING, interval: "1 second", backoffRate: 2, maxAttempts: 4, jitterStrategy: "FULL" });
}

/** A step whose function only orders something; it is done when somebody answers for its token. */
export function order(name: string, fn: sst.aws.Function, { timeout, payload }: TaskArgs) {
  return sst.aws.StepFunctions.lambdaInvoke({
    name,
    function: fn,
    timeout,
    integration: "token",
    payload: { ...envelope, ...payload, token: "{% $states.context.Task.Token %}" },
  }).retry({
    errors: [...PASSING, "States.HeartbeatTimeout"],
    interval: "5 seconds",
    backoffRate: 2,
    maxAttempts: 2,
    jitterStrategy: "FULL",
  });
}

/**
 * Where a workflow ends whose step failed for good: it is noted by `fn`, and the execution fails with what that says. When it
 * gives no reason, all had been done before the step failed.
 */
export function failure(fn: sst.aws.Function) {
  const { choice, fail, succeed } = sst.aws.StepFunctions;
  const noted = task("Fail", fn, { timeout: "2 minutes", payload: { error: "{% $states.input %}" } });
  noted
    .next(choice({ name: "IsFailed" }))
    .when(
      "{% $exists($states.input.code) %}",
      fail({ name: "Failed", error: "{% $states.input.code %}", cause: "{% $states.input.message %}" }),
    )
    .otherwise(succeed({ name: "Ended" }));
  return noted;
}
