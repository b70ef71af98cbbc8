interface State {
  Type?: string;
  Catch?: { Next: string; Assign?: object }[];
  Choices?: object[];
  [field: string]: unknown;
}

/**
 * How often this execution was redriven, in JSONata; for one that another workflow started, it and the one above it. On AWS
 * the number is not there until it was.
 */
export const REDRIVES = "$sum([$states.context.Execution.RedriveCount, $states.context.Execution.Input.redrives])";

/**
 * Name and input of an execution that a workflow starts and waits for. One that is redriven starts another: what has ended is
 * not started again under its name. The other is told, so that it counts its tries on.
 */
export const STARTED = {
  Name: `{% $join([$states.context.Execution.Name, ${REDRIVES} > 0 ? $string(${REDRIVES})], '-') %}`,
  Input: `{% $merge([$states.context.Execution.Input, {'redrives': ${REDRIVES}}]) %}`,
};

/** Where a workflow notes that it failed, and where it then stops. */
export const NOTES_FAILURE = "Fail";
export const STOPS = "IsFailed";

/** What is kept of a failure until the workflow is redriven, as an Assign. `step` is the state to go on with. */
export const failedAt = (step: string, input: unknown) => ({
  failed: { step, input, redrives: `{% ${REDRIVES} %}` },
});

/**
 * Lets a workflow whose failure was caught be redriven. Step Functions takes an execution up in the state in which it stopped,
 * and a Fail state would stop it again: so it stops in a choice, which when it is asked again leads back to the state that had
 * failed, with the input that it had. SST's builders cannot draw a circle.
 */
export function redrivable(definition: { States?: Record<string, State> }): void {
  const states = definition.States ?? {};
  const stop = states[STOPS];
  if (!stop?.Choices) return;
  for (const [name, { Catch: catches = [] }] of Object.entries(states)) {
    const noted = catches.filter(({ Next }) => Next === NOTES_FAILURE);
    if (noted.length === 0) continue;
    for (const clause of noted) clause.Assign = failedAt(name, "{% $states.input %}");
    stop.Choices.push({ Condition: `{% $failed.step = '${name}' %}`, Output: "{% $failed.input %}", Next: name });
  }
}
