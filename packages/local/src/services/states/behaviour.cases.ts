/** A machine of these states, started with `input`, ends with `output`, or with `error` (and a cause that contains `cause`). */
export interface Case {
  readonly states: object;
  readonly extra?: object;
  readonly input?: unknown;
  readonly output?: unknown;
  readonly error?: string;
  readonly cause?: string;
  readonly status?: string;
}

const end = { End: true };
const pass = (fields: object = {}) => ({ Type: "Pass", ...end, ...fields });
const fail = (name: string, Cause = "because") => ({ Type: "Fail", Error: name, Cause });
const long = "{% $pad('x', 300000) %}";

export const passing: Record<string, Case> = {
  "a Pass gives its input on": { states: { A: pass() }, input: { a: 1 }, output: { a: 1 } },
  "Output replaces it": {
    states: { A: pass({ Output: { b: "{% $states.input.a %}" } }) },
    input: { a: 1 },
    output: { b: 1 },
  },
  "Output may be any JSON value": {
    states: { A: pass({ Output: [1, null, "text", true] }) },
    output: [1, null, "text", true],
  },
  "blanks around the marks make it text": { states: { A: pass({ Output: " {% 1 %}" }) }, output: " {% 1 %}" },
  "expressions are found at any depth": {
    states: { A: pass({ Output: { list: [{ x: "{% 1 + 1 %}" }, "{% 'a' & 'b' %}"] } }) },
    output: { list: [{ x: 2 }, "ab"] },
  },
  "a sequence becomes an array": {
    states: { A: pass({ Output: "{% $states.input.items[n > 1].n %}" }) },
    input: { items: [{ n: 1 }, { n: 2 }, { n: 3 }] },
    output: [2, 3],
  },
  "null is a value": {
    states: { A: pass({ Output: { v: "{% $states.input.x %}" } }) },
    input: { x: null },
    output: { v: null },
  },
  "an undefined result fails the state": {
    states: { A: pass({ Output: { v: "{% $states.input.absent %}" } }) },
    error: "States.QueryEvaluationError",
    cause:
      "An error occurred while executing the state 'A' (entered at the event id #2). The JSONata expression " +
      "'$states.input.absent' specified for the field 'Output/v' returned nothing (undefined).",
  },
  "a function is no result": { states: { A: pass({ Output: "{% $count %}" }) }, error: "States.QueryEvaluationError" },
  "an error of JSONata fails the state": {
    states: { A: pass({ Output: "{% 1 + 'a' %}" }) },
    error: "States.QueryEvaluationError",
    cause: "threw an error during evaluation. T2002",
  },
  "an endless expression is stopped": {
    states: { A: pass({ Output: "{% ($f := function($n) { 1 + $f($n) }; $f(1)) %}" }) },
    error: "States.QueryEvaluationError",
    cause: "D1011",
  },
  "more than 256 KiB do not pass": { states: { A: pass({ Output: long }) }, error: "States.DataLimitExceeded" },
  "a variable holds at most 256 KiB": {
    states: { A: pass({ Assign: { x: long } }) },
    error: "States.DataLimitExceeded",
  },
  "the context tells where it is": {
    states: {
      A: pass({
        Output:
          "{% [$states.context.State.Name, $states.context.Execution.Input.a, $states.context.State.RetryCount] %}",
      }),
    },
    input: { a: 7 },
    output: ["A", 7, 0],
  },
};

export const functions: Record<string, Case> = {
  "$partition cuts into chunks": {
    states: { A: pass({ Output: "{% $partition([1,2,3,4,5], 2) %}" }) },
    output: [[1, 2], [3, 4], [5]],
  },
  "$range counts, its end included": { states: { A: pass({ Output: "{% $range(1, 9, 4) %}" }) }, output: [1, 5, 9] },
  "$hash is hexadecimal": {
    states: { A: pass({ Output: "{% $hash('a', 'MD5') %}" }) },
    output: "0cc175b9c0f1b6a831c399e269772661",
  },
  "$random of a seed is the same again": {
    states: { A: pass({ Output: "{% $random(7) = $random(7) %}" }) },
    output: true,
  },
  "$uuid is another one each time": {
    states: { A: pass({ Output: "{% [$length($uuid()), $uuid() = $uuid()] %}" }) },
    output: [36, false],
  },
  "$parse reads JSON": { states: { A: pass({ Output: `{% $parse('{"a":[1]}').a %}` }) }, output: [1] },
  "$eval is not served": { states: { A: pass({ Output: "{% $eval('1') %}" }) }, error: "States.QueryEvaluationError" },
};

export const variables: Record<string, Case> = {
  "are seen by the next state, not in their own": {
    states: {
      A: { Type: "Pass", Assign: { x: 1 }, Next: "B" },
      B: { Type: "Pass", Assign: { x: "{% $x + 1 %}" }, Output: "{% $x %}", Next: "C" },
      C: pass({ Output: "{% [$states.input, $x] %}" }),
    },
    output: [1, 2],
  },
  "of outer flows are read inside, those of inner flows end with them": {
    states: {
      A: { Type: "Pass", Assign: { outer: 1 }, Next: "P" },
      P: {
        Type: "Parallel",
        Branches: [
          {
            StartAt: "I",
            States: {
              I: { Type: "Pass", Assign: { inner: "{% $outer + 1 %}" }, Next: "J" },
              J: pass({ Output: "{% $inner %}" }),
            },
          },
        ],
        Next: "Z",
      },
      Z: pass({ Output: "{% [$states.input[0], $exists($inner)] %}" }),
    },
    output: [2, false],
  },
};

const route = (Choices: object[], fields: object = {}) => ({
  A: { Type: "Choice", Choices, ...fields },
  B: pass({ Output: "{% {'in': $states.input, 'x': $x} %}" }),
  C: pass({ Output: "C" }),
});

export const choices: Record<string, Case> = {
  "take the first rule that is true, with its Output and Assign": {
    states: route([
      { Condition: "{% $states.input.n > 5 %}", Next: "C" },
      { Condition: "{% $states.input.n > 1 %}", Next: "B", Output: "ruled", Assign: { x: "{% $states.input.n %}" } },
    ]),
    input: { n: 3 },
    output: { in: "ruled", x: 3 },
  },
  "take the Default with the state's own Output": {
    states: route([{ Condition: false, Next: "C" }], { Default: "B", Output: "default", Assign: { x: 0 } }),
    output: { in: "default", x: 0 },
  },
  "fail when nothing fits": {
    states: route([
      { Condition: false, Next: "B" },
      { Condition: false, Next: "C" },
    ]),
    error: "States.NoChoiceMatched",
  },
  "need true or false": {
    states: route([
      { Condition: "{% 'yes' %}", Next: "B" },
      { Condition: true, Next: "C" },
    ]),
    error: "States.QueryEvaluationError",
    cause:
      "specified for the field 'Choices[0]/Condition' returned an unexpected result type. Expected 'boolean', but was 'string'",
  },
};

export const ends: Record<string, Case> = {
  "Succeed ends with its Output": {
    states: { A: { Type: "Succeed", Output: { ok: "{% 1 = 1 %}" } } },
    output: { ok: true },
  },
  "Fail ends with error and cause": { states: { A: fail("Mine", "why") }, error: "Mine", cause: "why" },
  "Fail evaluates them": {
    states: { A: { Type: "Fail", Error: "{% 'E' & $states.input.n %}", Cause: "{% $string($states.input) %}" } },
    input: { n: 1 },
    error: "E1",
    cause: '{"n":1}',
  },
  "Wait of no time goes on": {
    states: { A: { Type: "Wait", Seconds: "{% $states.input.s %}", ...end } },
    input: { s: 0 },
    output: { s: 0 },
  },
  "Wait until a time that has passed goes on": {
    states: { A: { Type: "Wait", Timestamp: "2020-01-01T00:00:00Z", Output: "late", ...end } },
    output: "late",
  },
  "Wait needs a number": {
    states: { A: { Type: "Wait", Seconds: "{% 'x' %}", ...end } },
    error: "States.QueryEvaluationError",
  },
  "the execution's own time runs out": {
    states: { A: { Type: "Wait", Seconds: 60, ...end } },
    extra: { TimeoutSeconds: 0 },
    status: "TIMED_OUT",
  },
};
