import { describe, expect, it } from "vitest";
import type { BusEvent } from "../event.ts";
import { checkInput, inputOf } from "./input.ts";

const event: BusEvent = {
  version: "0",
  id: "7bf73129-1428-4cd3-a780-95db273d1602",
  "detail-type": "Instance State-change",
  source: "app.instances",
  account: "000000000000",
  time: "2026-01-02T03:04:05Z",
  region: "us-east-1",
  resources: ["arn:one", "arn:two"],
  detail: {
    "instance-id": "i-0123",
    state: "RUNNING",
    count: 3,
    ok: true,
    none: null,
    tags: [{ name: "a" }, { name: "b" }],
  },
};
const occasion = { ruleArn: "arn:rule/example", ruleName: "example", ingestedAt: "2026-01-02T03:04:06Z" };
const { detail: _detail, ...envelope } = event;

const paths = {
  instance: "$.detail.instance-id",
  state: "$.detail.state",
  count: "$.detail.count",
  ok: "$.detail.ok",
  tags: "$.detail.tags",
  names: "$.detail.tags[*].name",
  second: "$.resources[1]",
  type: "$['detail-type']",
  gone: "$.detail.gone",
};

describe("input transformers", () => {
  it.each([
    ["text", '"instance <instance> is in <state>"', '"instance i-0123 is in RUNNING"'],
    ["text with escaped quotes", '"instance \\"<instance>\\" is up"', '"instance \\"i-0123\\" is up"'],
    ["text over several lines", '"<instance>"\n"<state>"', '"i-0123"\n"RUNNING"'],
    ["text without quotes", "<instance> is in <state>", "i-0123 is in RUNNING"],
    ["numbers in text", '"<count> and <ok>"', '"3 and true"'],
    ["an object in text, which loses its quotes", '"tags <tags>"', '"tags [{name:a},{name:b}]"'],
    ["values in JSON", '{"instance": <instance>, "state": <state>}', '{"instance":"i-0123","state":"RUNNING"}'],
    ["quoted values in JSON", '{"state": "<state>"}', '{"state":"RUNNING"}'],
    ["values inside of text in JSON", '{"text": "<instance> is \\"<state>\\""}', '{"text":"i-0123 is \\"RUNNING\\""}'],
    ["values among constants", '{"list": [9, <state>, true]}', '{"list":[9,"RUNNING",true]}'],
    [
      "what is no text in JSON",
      '{"a": <count>, "b": <ok>, "c": <tags>}',
      '{"a":3,"b":true,"c":[{"name":"a"},{"name":"b"}]}',
    ],
    ["all members of a list", '{"names": <names>}', '{"names":["a","b"]}'],
    ["an index and a quoted name", '{"a": <second>, "b": <type>}', '{"a":"arn:two","b":"Instance State-change"}'],
    ["nothing", '{"a": <gone>, "b": "<gone>"}', '{"a":"","b":""}'],
    ["a JSON list", "[<state>]", '["RUNNING"]'],
    [
      "the rule",
      '{"arn": <aws.events.rule-arn>, "name": "<aws.events.rule-name>"}',
      '{"arn":"arn:rule/example","name":"example"}',
    ],
    ["the time", '"at <aws.events.event.ingestion-time>"', '"at 2026-01-02T03:04:06Z"'],
    ["the event without its detail", '{"e": <aws.events.event>}', JSON.stringify({ e: envelope })],
    ["the whole event", '{"e": <aws.events.event.json>}', JSON.stringify({ e: event })],
  ])("insert %s", (_what, InputTemplate, expected) => {
    const target = { Id: "t", InputTransformer: { InputPathsMap: paths, InputTemplate } };
    checkInput(target);
    expect(inputOf(target, event, occasion)).toBe(expected);
  });

  it("do not escape, so that a quote in a value can break the JSON", () => {
    const InputTransformer = { InputPathsMap: { state: "$.detail.state" }, InputTemplate: '{"a": "<state>"}' };
    const quoted = { ...event, detail: { state: 'say "hi"' } };
    expect(() => inputOf({ Id: "t", InputTransformer }, quoted, occasion)).toThrow(SyntaxError);
  });
});

it.each([
  ["the event", {}, JSON.stringify(event)],
  ["a constant", { Input: '{"a": 1}' }, '{"a": 1}'],
  ["a part", { InputPath: "$.detail.tags[0]" }, '{"name":"a"}'],
  ["a part that is not there", { InputPath: "$.detail.gone" }, "null"],
])("a target gets %s", (_what, shaping, expected) => {
  expect(inputOf({ Id: "t", ...shaping }, event, occasion)).toBe(expected);
});

it.each([
  ["two kinds of input", { Input: "1", InputPath: "$" }],
  ["an input that is not JSON", { Input: "{" }],
  ["a path that is none", { InputPath: "detail" }],
  ["an unknown placeholder", { InputTransformer: { InputTemplate: '"<x>"' } }],
  ["a reserved name", { InputTransformer: { InputPathsMap: { "aws.x": "$" }, InputTemplate: '"x"' } }],
  ["a template that can be no JSON", { InputTransformer: { InputPathsMap: { x: "$" }, InputTemplate: '{"a": <x>' } }],
  ["a placeholder as a key", { InputTransformer: { InputPathsMap: { x: "$" }, InputTemplate: "{<x>: 1}" } }],
])("refuses %s", (_what, shaping) => {
  expect(() => checkInput({ Id: "t", ...shaping })).toThrow(expect.objectContaining({ code: "ValidationException" }));
});
