import type { Case } from "./behaviour.cases.ts";

const end = { End: true };
const pass = (fields: object = {}) => ({ Type: "Pass", ...end, ...fields });
const fail = (name: string, Cause = "because") => ({ Type: "Fail", Error: name, Cause });
const failing = (error: string) => ({ StartAt: `F${error}`, States: { [`F${error}`]: fail(error) } });

export const parallels: Record<string, Case> = {
  "give the results of their branches in order": {
    states: {
      A: {
        Type: "Parallel",
        Arguments: { n: "{% $states.input.n * 2 %}" },
        Branches: [
          { StartAt: "B1", States: { B1: { Type: "Wait", Seconds: 0, Output: "slow", ...end } } },
          { StartAt: "B2", States: { B2: pass() } },
        ],
        Output: { all: "{% $states.result %}", n: "{% $states.input.n %}" },
        ...end,
      },
    },
    input: { n: 2 },
    output: { all: ["slow", { n: 4 }], n: 2 },
  },
  "fail with the error of a branch": {
    states: {
      A: {
        Type: "Parallel",
        Branches: [failing("Bad"), { StartAt: "W", States: { W: { Type: "Wait", Seconds: 60, ...end } } }],
        ...end,
      },
    },
    error: "Bad",
  },
  "catch it": {
    states: {
      A: {
        Type: "Parallel",
        Branches: [failing("Bad"), { StartAt: "W", States: { W: { Type: "Wait", Seconds: 60, ...end } } }],
        Catch: [
          {
            ErrorEquals: ["Bad"],
            Next: "Z",
            Output: "{% $states.errorOutput %}",
            Assign: { e: "{% $states.errorOutput.Error %}" },
          },
        ],
        ...end,
      },
      Z: pass({ Output: "{% {'o': $states.input, 'e': $e} %}" }),
    },
    output: { o: { Error: "Bad", Cause: "because" }, e: "Bad" },
  },
  "are tried again, with fresh counts": {
    states: {
      A: {
        Type: "Parallel",
        Arguments: "{% $states.context.State.RetryCount %}",
        Branches: [
          {
            StartAt: "Q",
            States: {
              Q: { Type: "Choice", Choices: [{ Condition: "{% $states.input = 1 %}", Next: "Ok" }], Default: "No" },
              Ok: pass(),
              No: fail("Again"),
            },
          },
        ],
        Retry: [{ ErrorEquals: ["Again"], IntervalSeconds: 1, MaxAttempts: 1 }],
        ...end,
      },
    },
    output: [1],
  },
  "may be nested": {
    states: {
      A: {
        Type: "Parallel",
        Branches: [
          {
            StartAt: "B",
            States: {
              B: { Type: "Parallel", Branches: [{ StartAt: "C", States: { C: pass({ Output: 1 }) } }], ...end },
            },
          },
          { StartAt: "D", States: { D: pass({ Output: 2 }) } },
        ],
        ...end,
      },
    },
    output: [[1], 2],
  },
};

const each = (states: object, fields: object = {}) => ({
  A: { Type: "Map", ItemProcessor: { StartAt: Object.keys(states)[0], States: states }, ...end, ...fields },
});

export const maps: Record<string, Case> = {
  "work on the input when they have no Items": {
    states: each({ I: pass({ Output: "{% $states.input * 2 %}" }) }),
    input: [1, 2, 3],
    output: [2, 4, 6],
  },
  "select what an iteration gets": {
    states: each(
      { I: pass() },
      {
        Items: "{% $states.input.list %}",
        ItemSelector: {
          at: "{% $states.context.Map.Item.Index %}",
          v: "{% $states.context.Map.Item.Value %}",
          all: "{% $count($states.input.list) %}",
        },
      },
    ),
    input: { list: ["a", "b"] },
    output: [
      { at: 0, v: "a", all: 2 },
      { at: 1, v: "b", all: 2 },
    ],
  },
  "of no items give an empty array": { states: each({ I: pass() }, { Items: [] }), output: [] },
  "refuse what is no array": {
    states: each({ I: pass() }, { Items: "{% 1 %}" }),
    error: "States.QueryEvaluationError",
    cause: "must be an array",
  },
  "keep the order when run one at a time": {
    states: each({ I: { Type: "Wait", Seconds: 0, ...end } }, { MaxConcurrency: "{% 1 %}" }),
    input: [3, 1, 2],
    output: [3, 1, 2],
  },
  "of more items than run at once do them all": {
    states: each(
      { I: pass({ Output: "{% $states.input + 1 %}" }) },
      { Items: "{% [1..150] %}", Output: "{% $sum($states.result) %}" },
    ),
    output: 11475,
  },
  "fail with the error of an iteration, at once": {
    states: each({
      I: { Type: "Choice", Choices: [{ Condition: "{% $states.input = 2 %}", Next: "F" }], Default: "W" },
      F: fail("Two"),
      W: { Type: "Wait", Seconds: 60, ...end },
    }),
    input: [1, 2, 3],
    error: "Two",
  },
  "catch it by States.ALL": {
    states: {
      ...each({ I: fail("Any") }, { Catch: [{ ErrorEquals: ["States.ALL"], Next: "Z" }] }),
      Z: pass({ Output: "{% $states.input.Error %}" }),
    },
    input: [1],
    output: "Any",
  },
};
