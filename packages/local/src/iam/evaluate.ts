import type { Permission } from "../service.ts";
import type { PolicyDocument, Statement } from "./policy.ts";

export type Verdict = "allow" | "deny" | "silent";

/** What a list of policies says about a permission: an explicit Deny wins, then any Allow, else nothing is said. */
export function evaluate(
  policies: readonly PolicyDocument[],
  permission: Permission,
  applies: (statement: Statement) => boolean = () => true,
): Verdict {
  let verdict: Verdict = "silent";
  for (const policy of policies) {
    for (const statement of policy.Statement) {
      if (!matches(statement, permission) || !applies(statement)) continue;
      if (statement.Effect === "Deny") return "deny";
      verdict = "allow";
    }
  }
  return verdict;
}

/** How many permissions are remembered of a policy. */
const MOST_REMEMBERED = 1000;
const remembered = new WeakMap<PolicyDocument, Map<string, Verdict>>();

/** The same for policies that are asked over and over: of one that does not change, neither does what it says. */
export function evaluateAgain(policies: readonly PolicyDocument[], permission: Permission): Verdict {
  const asked = JSON.stringify([permission.action, permission.resource, permission.context]);
  let verdict: Verdict = "silent";
  for (const policy of policies) {
    const known = remembered.get(policy) ?? new Map<string, Verdict>();
    const said = known.get(asked) ?? evaluate([policy], permission);
    if (known.size >= MOST_REMEMBERED) known.clear();
    remembered.set(policy, known.set(asked, said));
    if (said === "deny") return said;
    if (said === "allow") verdict = said;
  }
  return verdict;
}

function matches(statement: Statement, permission: Permission): boolean {
  return (
    statement.Action.some((pattern) => like(pattern.toLowerCase(), permission.action.toLowerCase())) &&
    statement.Resource.some((pattern) => like(pattern, permission.resource)) &&
    conditionsHold(statement, permission.context ?? {})
  );
}

const patterns = new Map<string, RegExp>();

/** IAM wildcards: `*` any run of characters, `?` one. */
function like(pattern: string, value: string): boolean {
  if (pattern === "*" || pattern === value) return true;
  if (!/[*?]/.test(pattern)) return false;
  let compiled = patterns.get(pattern);
  if (!compiled) {
    const source = pattern
      .replace(/[.+^${}()|[\]\\]/g, "\\$&")
      .replaceAll("*", ".*")
      .replaceAll("?", ".");
    compiled = new RegExp(`^${source}$`, "s");
    patterns.set(pattern, compiled);
  }
  return compiled.test(value);
}

type Test = (given: string, accepted: string) => boolean;

const tests: Record<string, Test> = {
  StringEquals: (given, accepted) => given === accepted,
  StringEqualsIgnoreCase: (given, accepted) => given.toLowerCase() === accepted.toLowerCase(),
  StringLike: (given, accepted) => like(accepted, given),
  ArnEquals: (given, accepted) => like(accepted, given),
  ArnLike: (given, accepted) => like(accepted, given),
  Bool: (given, accepted) => given.toLowerCase() === accepted.toLowerCase(),
  NumericEquals: (given, accepted) => Number(given) === Number(accepted),
  NumericLessThan: (given, accepted) => Number(given) < Number(accepted),
  NumericLessThanEquals: (given, accepted) => Number(given) <= Number(accepted),
  NumericGreaterThan: (given, accepted) => Number(given) > Number(accepted),
  NumericGreaterThanEquals: (given, accepted) => Number(given) >= Number(accepted),
};

/** All conditions of a statement must hold. `Not` operators hold when the key is absent, `IfExists` ones too. */
function conditionsHold(statement: Statement, context: Readonly<Record<string, string>>): boolean {
  return Object.entries(statement.Condition ?? {}).every(([operator, keys]) =>
    Object.entries(keys).every(([key, accepted]) => holds(operator, readKey(context, key), accepted)),
  );
}

function holds(operator: string, given: string | undefined, accepted: readonly string[]): boolean {
  const optional = operator.endsWith("IfExists");
  const name = operator.replace(/IfExists$/, "");
  if (name === "Null") return accepted.includes(String(given === undefined));
  const negated = /^(String|Arn|Numeric)Not/.test(name);
  if (given === undefined) return optional || negated;
  const test = tests[name.replace("Not", "")];
  // An operator that is not known must never widen a policy: an Allow with it does not match.
  if (!test) return false;
  const some = accepted.some((value) => test(given, value));
  return negated ? !some : some;
}

/** Condition keys are compared without case. */
function readKey(context: Readonly<Record<string, string>>, key: string): string | undefined {
  const wanted = key.toLowerCase();
  return Object.entries(context).find(([name]) => name.toLowerCase() === wanted)?.[1];
}
