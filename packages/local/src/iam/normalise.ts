import type { PolicyDocument, Statement } from "./policy.ts";

type Loose = Record<string, unknown>;

/**
 * Reads a policy from any of the shapes it arrives in: JSON text or object, IAM's capitals (`Action`) or Pulumi's
 * getPolicyDocument (`actions`, `principals: [{ type, identifiers }]`, `conditions: [{ test, variable, values }]`).
 */
export function normalise(document: string | object): PolicyDocument {
  const parsed = (typeof document === "string" ? JSON.parse(document) : document) as Loose;
  return { Statement: list(parsed.Statement ?? parsed.statements).map((entry) => statement(entry as Loose)) };
}

function statement(entry: Loose): Statement {
  const effect = (entry.Effect ?? entry.effect ?? "Allow") as string;
  const principal = principals(entry);
  const condition = conditions(entry);
  return {
    Effect: effect.toLowerCase() === "deny" ? "Deny" : "Allow",
    Action: strings(entry.Action ?? entry.actions),
    Resource: strings(entry.Resource ?? entry.resources ?? "*"),
    ...(principal && { Principal: principal }),
    ...(condition && { Condition: condition }),
  };
}

function principals(entry: Loose): Statement["Principal"] {
  const given = entry.Principal;
  if (given === "*") return "*";
  if (given) return group(Object.entries(given as Loose).map(([type, identifiers]) => [type, strings(identifiers)]));
  const loose = entry.principals as { type: string; identifiers: string[] }[] | undefined;
  return loose && group(loose.map(({ type, identifiers }) => [type, strings(identifiers)]));
}

function group(entries: [string, string[]][]): Statement["Principal"] {
  const all = (type: string) => entries.filter(([name]) => name === type).flatMap(([, names]) => names);
  if (all("AWS").includes("*") || all("*").includes("*")) return "*";
  return { AWS: all("AWS"), Service: all("Service") };
}

function conditions(entry: Loose): Statement["Condition"] {
  if (entry.Condition) {
    return Object.fromEntries(
      Object.entries(entry.Condition as Record<string, Loose>).map(([operator, keys]) => [
        operator,
        Object.fromEntries(Object.entries(keys).map(([key, accepted]) => [key, strings(accepted)])),
      ]),
    );
  }
  const loose = entry.conditions as { test: string; variable: string; values: string[] }[] | undefined;
  if (!loose?.length) return undefined;
  const result: Record<string, Record<string, string[]>> = {};
  for (const { test, variable, values } of loose) {
    result[test] = { ...result[test], [variable]: values };
  }
  return result;
}

function list(value: unknown): unknown[] {
  return value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];
}

function strings(value: unknown): string[] {
  return list(value).map(String);
}
