import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { FunctionSource, Resource } from "../graph/resources.ts";

/** For tests: a project of its own, with the sources that a test writes. */
export function testProject(files: Readonly<Record<string, string>>) {
  const root = mkdtempSync(path.join(tmpdir(), "videoflow-functions-"));
  const write = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  };
  for (const [file, text] of Object.entries(files)) write(file, text);
  return { root, write, remove: () => rmSync(root, { recursive: true, force: true }) };
}

/** For tests: a function with a role of its own, which may do what `statements` say. Its resource's name is its own. */
export function testFunction(
  name: string,
  handler: string,
  inputs: Readonly<Record<string, unknown>> = {},
  statements: readonly { readonly actions: readonly string[]; readonly resources: readonly string[] }[] = [],
): { resources: Resource[]; functions: Record<string, FunctionSource>; arn: string } {
  const role = `${name}-role`;
  const policy = JSON.stringify({ Version: "2012-10-17", Statement: statements });
  return {
    arn: `arn:aws:lambda:us-east-1:000000000000:function:${name}`,
    resources: [
      {
        type: "aws:iam/role:Role",
        name: role,
        inputs: { name: role, inlinePolicies: statements.length > 0 ? [{ name: "inline", policy }] : [] },
      },
      {
        type: "aws:lambda/function:Function",
        name,
        inputs: { name, role: `arn:aws:iam::000000000000:role/${role}`, timeout: 10, memorySize: 512, ...inputs },
      },
    ],
    functions: { [name]: { handler, links: [] } },
  };
}

/** For tests: the graph of some functions. */
export function testGraph(parts: readonly Omit<ReturnType<typeof testFunction>, "arn">[]) {
  return {
    resources: parts.flatMap(({ resources }) => resources),
    functions: Object.fromEntries(parts.flatMap(({ functions }) => Object.entries(functions))),
  };
}
