import { expect, it } from "vitest";
import type { Permission } from "../service.ts";
import { evaluate, evaluateAgain } from "./evaluate.ts";
import { normalise } from "./normalise.ts";

const object = "arn:aws:s3:::media/wsp_1/proxy.mp4";
const allow = (Action: unknown, Resource: unknown, Condition?: unknown) => ({
  Effect: "Allow",
  Action,
  Resource,
  Condition,
});
const deny = (Action: unknown, Resource: unknown, Condition?: unknown) => ({
  Effect: "Deny",
  Action,
  Resource,
  Condition,
});

const cases: [string, object[], Partial<Permission>, string][] = [
  ["an exact action and resource", [allow("s3:GetObject", object)], {}, "allow"],
  ["a prefix", [allow(["s3:GetObject"], ["arn:aws:s3:::media/*"])], {}, "allow"],
  ["a wildcard inside an action", [allow("s3:Get*", "*")], {}, "allow"],
  ["an action in other letters", [allow("S3:getobject", object)], {}, "allow"],
  ["one character by ?", [allow("s3:GetObjec?", object)], {}, "allow"],
  ["another action", [allow("s3:PutObject", object)], {}, "silent"],
  ["the bucket, not its objects", [allow("s3:GetObject", "arn:aws:s3:::media")], {}, "silent"],
  ["a dot that is no wildcard", [allow("s3:GetObject", "arn:aws:s3:::media/wsp_1/proxyxmp4")], {}, "silent"],
  ["a deny after an allow", [allow("s3:*", "*"), deny("s3:GetObject", object)], {}, "deny"],
  ["a deny before an allow", [deny("s3:GetObject", object), allow("s3:*", "*")], {}, "deny"],
  [
    "a condition that holds",
    [allow("s3:GetObject", "*", { StringEquals: { "a:b": "c" } })],
    { context: { "A:B": "c" } },
    "allow",
  ],
  [
    "a condition that does not hold",
    [allow("s3:GetObject", "*", { StringEquals: { "a:b": "c" } })],
    { context: { "a:b": "d" } },
    "silent",
  ],
  ["a condition on a key that is absent", [allow("s3:GetObject", "*", { StringEquals: { "a:b": "c" } })], {}, "silent"],
  [
    "IfExists on a key that is absent",
    [allow("s3:GetObject", "*", { StringEqualsIfExists: { "a:b": "c" } })],
    {},
    "allow",
  ],
  [
    "a negated condition",
    [deny("s3:GetObject", "*", { StringNotEquals: { "a:b": "c" } })],
    { context: { "a:b": "d" } },
    "deny",
  ],
  [
    "an unknown operator",
    [allow("s3:GetObject", "*", { Fuzzy: { "a:b": "c" } })],
    { context: { "a:b": "c" } },
    "silent",
  ],
];

it.each(cases)("reads %s", (_name, statements, permission, verdict) => {
  const policy = normalise({ Statement: statements });
  const asked = { action: "s3:GetObject", resource: object, ...permission };
  expect(evaluate([policy], asked)).toBe(verdict);
  expect([evaluateAgain([policy], asked), evaluateAgain([policy], asked)]).toEqual([verdict, verdict]);
});

it("remembers what a policy says of one permission, not of another, nor what another policy says", () => {
  const policy = (statement: object) => normalise({ Statement: [statement] });
  const [some, none] = [policy(allow("s3:GetObject", object)), policy(deny("s3:GetObject", object))];
  const asked = { action: "s3:GetObject", resource: object };
  expect(evaluateAgain([some], asked)).toBe("allow");
  expect(evaluateAgain([some], { ...asked, action: "s3:PutObject" })).toBe("silent");
  expect(evaluateAgain([some], { ...asked, resource: `${object}2` })).toBe("silent");
  expect(evaluateAgain([none], asked)).toBe("deny");
  expect(evaluateAgain([some, none], asked)).toBe("deny");
});

it("reads Pulumi's form of a document like IAM's", () => {
  const loose = {
    statements: [
      {
        actions: ["s3:*"],
        resources: ["*"],
        effect: "Deny",
        principals: [{ type: "*", identifiers: ["*"] }],
        conditions: [{ test: "Bool", variable: "aws:SecureTransport", values: ["false"] }],
      },
    ],
  };
  expect(normalise(loose)).toEqual({
    Statement: [
      {
        Effect: "Deny",
        Action: ["s3:*"],
        Resource: ["*"],
        Principal: "*",
        Condition: { Bool: { "aws:SecureTransport": ["false"] } },
      },
    ],
  });
});
