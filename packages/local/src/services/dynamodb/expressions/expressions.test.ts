import { describe, expect, it } from "vitest";
import type { AttributeValue, Item } from "../values/attribute-value.ts";
import { bindCondition } from "./condition-binding.ts";
import { meets } from "./condition-evaluation.ts";
import { keyConditions } from "./key-condition.ts";
import { bindExpression, type ExpressionMember } from "./parsed.ts";
import { resolvePath } from "./path.ts";
import { Placeholders } from "./placeholders.ts";
import { expectDisjoint } from "./projection.ts";
import { bindUpdate } from "./update.ts";

const item: Item = {
  name: { S: "clip" },
  n: { N: "10" },
  tags: { SS: ["red", "blue"] },
  arr: { L: [{ S: "x" }, { N: "2" }] },
  doc: { M: { deep: { N: "3" }, "dotted.name": { S: "d" } } },
  bytes: { B: Buffer.from("abc").toString("base64") },
};
const names = { "#n": "name", "#d": "dotted.name", "#c": "constructor" };
const values: Record<string, AttributeValue> = {
  ":ten": { N: "10" },
  ":nine": { N: "9" },
  ":hundred": { N: "100" },
  ":cl": { S: "cl" },
  ":clip": { S: "clip" },
  ":red": { S: "red" },
  ":set": { SS: ["blue", "red"] },
  ":ss": { S: "SS" },
  ":b": { B: Buffer.from("bc").toString("base64") },
  ":flag": { BOOL: true },
  ":list": { L: [] },
};

const condition = (expression: string) =>
  bindExpression("ConditionExpression", expression, new Placeholders(names, values), bindCondition);

describe("conditions", () => {
  it.each([
    ["#n = :clip", true],
    ["#n <> :clip", false],
    ["gone <> :clip", true],
    ["gone = :clip", false],
    ["n > :nine AND n < :hundred", true],
    ["n BETWEEN :nine AND :ten", true],
    ["n IN (:nine, :hundred)", false],
    ["#n > :ten", false],
    ["tags = :set", true],
    ["contains(tags, :red)", true],
    ["contains(#n, :cl)", true],
    ["contains(bytes, :b)", true],
    ["begins_with(#n, :cl)", true],
    ["begins_with(n, :cl)", false],
    ["attribute_exists(doc.deep)", true],
    ["attribute_exists(doc.#d)", true],
    ["attribute_exists(arr[1])", true],
    ["attribute_exists(arr[2])", false],
    ["attribute_exists(#c)", false],
    ["attribute_not_exists(gone.far.away)", true],
    ["attribute_type(tags, :ss)", true],
    ["size(arr) < :ten", true],
    ["size(#n) = size(doc)", false],
    ["size(gone) < :ten", false],
    ["NOT n = :ten OR #n = :clip", true],
    ["NOT (n = :ten OR #n = :clip)", false],
    ["n = :nine OR n = :ten AND #n = :clip", true],
    ["(n = :nine OR n = :ten) AND #n = :red", false],
    ["(n) = (:ten)", true],
    ["not n=:nine and n=:ten", true],
  ])("%s is %s", (expression, expected) => {
    expect(meets(item, condition(expression))).toBe(expected);
  });

  it.each([
    ["", "The expression can not be empty;"],
    ["a", 'Syntax error; token: "<EOF>", near: "a"'],
    ["a = ", 'Syntax error; token: "<EOF>", near: "= "'],
    ["a b = :ten", 'Syntax error; token: "b", near: "a b ="'],
    ["_a = :ten", 'Syntax error; token: "_", near: "_a = :ten"'],
    ["a = :ten AND", 'Syntax error; token: "<EOF>", near: "AND"'],
    ["size = :ten", "Attribute name is a reserved keyword; reserved keyword: size"],
    ["#x = :ten", "An expression attribute name used in the document path is not defined; attribute name: #x"],
    ["a = :x", "An expression attribute value used in expression is not defined; attribute value: :x"],
    ["dog(a)", "Invalid function name; function: dog"],
    [
      "attribute_exists(a, b)",
      "Incorrect number of operands for operator or function; operator or function: attribute_exists, number of operands: 2",
    ],
    ["attribute_exists(:ten)", "Operator or function requires a document path; operator or function: attribute_exists"],
    ["size(a)", "The function is not allowed to be used this way in an expression; function: size"],
    [
      "contains(a, :ten) = :ten",
      "The function is not allowed to be used this way in an expression; function: contains",
    ],
    [
      "if_not_exists(a, b) = b",
      "The function is not allowed to be used this way in an expression; function: if_not_exists",
    ],
    ["((a = :ten))", "The expression has redundant parentheses;"],
    [
      "a = a",
      "The first operand must be distinct from the remaining operands for this operator or function; operator: =, first operand: [a]",
    ],
    ["a < :flag", "Incorrect operand type for operator or function; operator: <, operand type: BOOL"],
    [
      "begins_with(a, :ten)",
      "Incorrect operand type for operator or function; operator or function: begins_with, operand type: N",
    ],
    [
      "attribute_type(a, :clip)",
      "Invalid attribute type name found; type: clip, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}",
    ],
    [
      "a BETWEEN :hundred AND :ten",
      "The BETWEEN operator requires upper bound to be greater than or equal to lower bound; lower bound operand: AttributeValue: {N:100}, upper bound operand: AttributeValue: {N:10}",
    ],
    ["a[99999999999] = :ten", "List index is not within the allowable range; index: [99999999999]"],
    [`a${".b".repeat(32)} = :ten`, "The document path has too many nesting levels; nesting levels: 33"],
    [`${"(".repeat(2000)}a`, "The expression is nested too deeply;"],
    [`a = :${"x".repeat(4096)}`, "Expression size has exceeded the maximum allowed size; expression size: 4101"],
  ])("%s is refused: %s", (expression, message) => {
    expect(() => condition(expression)).toThrow(
      expect.objectContaining({
        code: "ValidationException",
        message: `Invalid ConditionExpression: ${message}`,
      }) as Error,
    );
  });
});

describe("key conditions", () => {
  const parse = (expression: string) =>
    keyConditions(bindExpression("KeyConditionExpression", expression, new Placeholders(names, values), bindCondition));

  it("take operands in either order", () => {
    expect(parse(":ten < n AND #n = :clip")).toEqual(
      new Map([
        ["n", { attribute: "n", operator: ">", values: [{ N: "10" }] }],
        ["name", { attribute: "name", operator: "=", values: [{ S: "clip" }] }],
      ]),
    );
  });

  it.each([
    ["#n = :clip OR n = :ten", "Invalid operator used in KeyConditionExpression: OR"],
    ["#n <> :clip", "Invalid operator used in KeyConditionExpression: <>"],
    ["contains(#n, :clip)", "Invalid operator used in KeyConditionExpression: contains"],
    ["n = :ten AND n > :nine", "KeyConditionExpressions must only contain one condition per key"],
    ["doc.deep = :ten", "KeyConditionExpressions cannot have conditions on nested attributes"],
    ["size(#n) = :ten", "KeyConditionExpressions cannot contain nested operations"],
    ["#n = n", "Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition"],
  ])("%s is refused: %s", (expression, message) => {
    expect(() => parse(expression)).toThrow(message);
  });
});

describe("updates and projections", () => {
  const bind = (member: ExpressionMember, expression: string) => {
    const placeholders = new Placeholders(names, values);
    if (member === "UpdateExpression") return bindExpression(member, expression, placeholders, bindUpdate);
    return bindExpression("ProjectionExpression", expression, placeholders, (templates) =>
      expectDisjoint(templates.map((template) => resolvePath(template, placeholders))),
    );
  };

  it.each<[ExpressionMember, string, string]>([
    ["UpdateExpression", "SET", 'Syntax error; token: "<EOF>", near: "SET"'],
    ["UpdateExpression", "a = :ten", 'Syntax error; token: "a", near: "a ="'],
    [
      "UpdateExpression",
      "SET a = :ten SET b = :ten",
      'The "SET" section can only be used once in an update expression;',
    ],
    ["UpdateExpression", "SET a = f(b)", "Invalid function name; function: f"],
    [
      "UpdateExpression",
      "SET a = if_not_exists(:ten, b)",
      "Operator or function requires a document path; operator or function: if_not_exists",
    ],
    [
      "UpdateExpression",
      "SET a = list_append(b, :ten)",
      "Incorrect operand type for operator or function; operator or function: list_append, operand type: N",
    ],
    [
      "UpdateExpression",
      "SET a = b + :clip",
      "Incorrect operand type for operator or function; operator or function: +, operand type: S",
    ],
    ["UpdateExpression", "SET a = b + c + d", 'Syntax error; token: "+", near: "c + d"'],
    [
      "UpdateExpression",
      "SET a = list_append(list_append(b, :list), c)",
      "The function is not allowed to be used this way in an expression; function: list_append",
    ],
    [
      "UpdateExpression",
      "ADD a :clip",
      "Incorrect operand type for operator or function; operator: ADD, operand type: STRING, typeSet: ALLOWED_FOR_ADD_OPERAND",
    ],
    [
      "UpdateExpression",
      "SET a = :ten, a.b = :ten",
      "Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a, b]",
    ],
    [
      "UpdateExpression",
      "SET a[1] = :ten REMOVE a.b",
      "Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [a, [1]], path two: [a, b]",
    ],
    [
      "ProjectionExpression",
      "a, #n, name2, a",
      "Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a]",
    ],
    ["ProjectionExpression", "a,", 'Syntax error; token: "<EOF>", near: ","'],
  ])("%s %s is refused: %s", (member, expression, message) => {
    expect(() => bind(member, expression)).toThrow(
      expect.objectContaining({ code: "ValidationException", message: `Invalid ${member}: ${message}` }) as Error,
    );
  });
});

describe("placeholders", () => {
  it("that nothing uses are refused", () => {
    const placeholders = Placeholders.of({ "#a": "a", "#b": "b" }, { ":a": { S: "a" } });
    bindExpression("ConditionExpression", "#a = :a", placeholders, bindCondition);
    expect(() => placeholders.expectAllUsed()).toThrow(
      "Value provided in ExpressionAttributeNames unused in expressions: keys: {#b}",
    );
  });

  it.each([
    [{}, undefined, "ExpressionAttributeNames must not be empty"],
    [{ a: "a" }, undefined, 'ExpressionAttributeNames contains invalid key: Syntax error; key: "a"'],
    [
      undefined,
      { ":a": { N: "x" } },
      "ExpressionAttributeValues contains invalid value: The parameter cannot be converted to a numeric value: x for key :a",
    ],
  ])("%j %j are refused: %s", (someNames, someValues, message) => {
    expect(() => Placeholders.of(someNames as Record<string, string> | undefined, someValues)).toThrow(message);
  });
});
