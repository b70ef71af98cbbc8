import { expect, it } from "vitest";
import { validate } from "./validate.ts";

const end = { End: true };
const machine = (states: object, extra: object = {}) =>
  JSON.stringify({ QueryLanguage: "JSONata", StartAt: "A", States: states, ...extra });
const task = (fields: object = {}) => ({
  A: { Type: "Task", Resource: "arn:aws:states:::sqs:sendMessage", ...end, ...fields },
});
const map = (processor: object, fields: object = {}) => ({
  A: {
    Type: "Map",
    ItemProcessor: { StartAt: "I", States: { I: { Type: "Pass", ...end } }, ...processor },
    ...end,
    ...fields,
  },
});
const distributed = { ProcessorConfig: { Mode: "DISTRIBUTED" } };

it.each<[string, string, string, string]>([
  ["no JSON", "{", "INVALID_JSON_DESCRIPTION", "/"],
  ["no states", JSON.stringify({ StartAt: "A" }), "These required fields are missing: [States]", "/"],
  ["an unknown type", machine({ A: { Type: "Go" } }), "Value should be one of the following", "/States/A/Type"],
  [
    "JSONPath states",
    JSON.stringify({ StartAt: "A", States: { A: { Type: "Pass", ...end } } }),
    "JSONPath states are not served",
    "/States/A/QueryLanguage",
  ],
  [
    "fields of JSONPath",
    machine({ A: { Type: "Pass", ResultPath: "$.a", ...end } }),
    "Field 'ResultPath' is not supported in JSONata",
    "/States/A/ResultPath",
  ],
  [
    "SST's Timeout",
    machine(task({ Timeout: 5 })),
    "Field 'Timeout' is not supported: the state's time limit is TimeoutSeconds",
    "/States/A/Timeout",
  ],
  ["a state that goes nowhere", machine({ A: { Type: "Pass" } }), "One of [Next, End] is required", "/States/A"],
  [
    "a state that both goes on and ends",
    machine({ A: { Type: "Pass", Next: "B", ...end }, B: { Type: "Succeed" } }),
    "One of [Next, End]",
    "/States/A",
  ],
  [
    "a way to nowhere",
    machine({ A: { Type: "Pass", Next: "B" }, C: { Type: "Succeed" } }),
    "MISSING_TRANSITION_TARGET",
    "/States/A/Next",
  ],
  [
    "a state that nobody comes to",
    machine({ A: { Type: "Pass", ...end }, B: { Type: "Succeed" } }),
    "not reachable",
    "/States/B",
  ],
  ["no end", machine({ A: { Type: "Pass", Next: "A" } }), "MISSING_END_STATE", "/"],
  [
    "an expression that does not parse",
    machine({ A: { Type: "Pass", Output: "{% a[1,2) %}", ...end } }),
    "INVALID_JSONATA_EXPRESSION",
    "/States/A/Output",
  ],
  [
    "a name that is not there",
    machine({ A: { Type: "Pass", Output: { v: "{% phone %}" }, ...end } }),
    "Reference to 'phone' at the top level",
    "/States/A/Output/v",
  ],
  [
    "the context item",
    machine({ A: { Type: "Pass", Output: "{% $$.a %}", ...end } }),
    "Reference to '$$' is not supported",
    "/States/A/Output",
  ],
  [
    "a resource that is none",
    machine(task({ Resource: "arn:aws:sqs:nope" })),
    "INVALID_RESOURCE",
    "/States/A/Resource",
  ],
  [
    "a job that is not served",
    machine(task({ Resource: "arn:aws:states:::glue:startJobRun.sync" })),
    "glue:startJobRun.sync is not served",
    "/States/A/Resource",
  ],
  [
    "States.ALL among others",
    machine(task({ Retry: [{ ErrorEquals: ["States.ALL", "E"] }] })),
    "States.ALL must be alone",
    "/States/A/Retry[0]/ErrorEquals",
  ],
  [
    "a pause that shrinks",
    machine(task({ Retry: [{ ErrorEquals: ["E"], BackoffRate: 0.5 }] })),
    "1 or more",
    "/States/A/Retry[0]/BackoffRate",
  ],
  [
    "a reserved variable",
    machine({ A: { Type: "Pass", Assign: { states: 1 }, ...end } }),
    "cannot be the name of a variable",
    "/States/A/Assign/states",
  ],
  ["a Wait of nothing", machine({ A: { Type: "Wait", ...end } }), "exactly one of [Seconds, Timestamp]", "/States/A"],
  ["a negative Wait", machine({ A: { Type: "Wait", Seconds: -1, ...end } }), "not negative", "/States/A/Seconds"],
  [
    "the same name twice",
    machine(map({ StartAt: "A", States: { A: { Type: "Pass", ...end } } })),
    "DUPLICATE_STATE_NAME",
    "/States/A/ItemProcessor/States/A",
  ],
  [
    "an inline Map that reads",
    machine(map({}, { ToleratedFailureCount: 1 })),
    "in DISTRIBUTED mode only",
    "/States/A/ToleratedFailureCount",
  ],
  [
    "an empty ResultWriter",
    machine(map(distributed, { ResultWriter: {} })),
    "missing: [WriterConfig]",
    "/States/A/ResultWriter",
  ],
  [
    "a reader without a type",
    machine(map(distributed, { ItemReader: { Resource: "arn:aws:states:::s3:getObject" } })),
    "missing: [InputType]",
    "/States/A/ItemReader/ReaderConfig",
  ],
])("refuses %s", (_, definition, problem, location) => {
  const found = validate(definition, "STANDARD").map(
    ({ code, message, location: where }) => `${code} ${message} ${where}`,
  );
  expect(
    found.some((text) => text.includes(problem) && text.endsWith(location)),
    found.join("\n"),
  ).toBe(true);
});

it.each([".waitForTaskToken", ".sync"])("refuses %s in Express machines", (suffix) => {
  const definition = machine(task({ Resource: `arn:aws:states:::states:startExecution${suffix}` }));
  expect(validate(definition, "STANDARD")).toEqual([]);
  expect(validate(definition, "EXPRESS")[0]?.message).toContain(`does not support '${suffix}'`);
});

it.each([
  "$states.input.items[value > 3]",
  "$map($states.input.a, function($v, $i) { $v.b & $i })",
  "$states.input.a{name: $sum(price)}",
  "($x := 1; $x ~> $string())",
  "$states.input ~> |a|{'b': c}|",
  "$sort($states.input, function($l, $r) { $l.a > $r.a })^(a)",
])("accepts names that have a context: %s", (expression) => {
  expect(validate(machine({ A: { Type: "Pass", Output: `{% ${expression} %}`, ...end } }), "STANDARD")).toEqual([]);
});
