import { execFile } from "node:child_process";
import { promisify } from "node:util";
import {
  CreateStateMachineCommand,
  DeleteStateMachineCommand,
  DescribeStateMachineCommand,
  DescribeStateMachineForExecutionCommand,
  ListStateMachinesCommand,
  ListTagsForResourceCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateStateMachineCommand,
  ValidateStateMachineDefinitionCommand,
} from "@aws-sdk/client-sfn";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Resource } from "../../../graph/resources.ts";
import { startTestCloud, type TestCloud } from "../../../testing.ts";
import { ROLE, role, Workflows } from "../testing.ts";

const run = promisify(execFile);
const aws = await run("aws", ["--version"]).then(
  () => true,
  () => false,
);

const definition = JSON.stringify({
  StartAt: "A",
  States: { A: { Type: "Pass", QueryLanguage: "JSONata", Output: "{% $states.input.n + 1 %}", End: true } },
});
const deployed: Resource = {
  type: "aws:sfn/stateMachine:StateMachine",
  name: "Deployed",
  inputs: {
    name: "deployed",
    definition,
    roleArn: ROLE,
    type: "STANDARD",
    loggingConfiguration: {
      level: "ERROR",
      includeExecutionData: false,
      logDestination: "arn:aws:logs:us-east-1:000000000000:log-group:g:*",
    },
  },
};

let cloud: TestCloud;
let workflows: Workflows;

beforeAll(async () => {
  cloud = await startTestCloud({ resources: [role, deployed] });
  workflows = new Workflows(cloud);
});

afterAll(() => cloud.stop());

const create = (name: string, extra: object = {}) =>
  workflows.client.send(new CreateStateMachineCommand({ name, definition, roleArn: ROLE, ...extra }));

it("serves the machines of the graph, described as they were declared", async () => {
  const stateMachineArn = "arn:aws:states:us-east-1:000000000000:stateMachine:deployed";
  const described = await workflows.client.send(new DescribeStateMachineCommand({ stateMachineArn }));
  expect(described).toMatchObject({ name: "deployed", type: "STANDARD", status: "ACTIVE", definition, roleArn: ROLE });
  expect(described.loggingConfiguration).toMatchObject({
    level: "ERROR",
    destinations: [{ cloudWatchLogsLogGroup: {} }],
  });
  const ended = await workflows.ended(await workflows.start(stateMachineArn, { n: 1 }));
  expect(ended.output).toBe("2");
});

it("creates the same machine again without complaint, another one of its name not", async () => {
  const first = await create("same");
  expect(await create("same")).toMatchObject({
    stateMachineArn: first.stateMachineArn,
    creationDate: first.creationDate,
  });
  await expect(create("same", { type: "EXPRESS" })).rejects.toMatchObject({ name: "StateMachineAlreadyExists" });
});

it.each([
  ["a name with blanks", { name: "a b" }, "InvalidName"],
  ["a role that is none", { roleArn: "me" }, "InvalidArn"],
  [
    "a definition that cannot run",
    { definition: '{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}' },
    "InvalidDefinition",
  ],
])("refuses %s", async (_, extra, name) => {
  await expect(create("refused", extra)).rejects.toMatchObject({ name });
});

it("changes a machine; each execution tells which definition it runs", async () => {
  const { stateMachineArn } = await create("changed");
  const before = await workflows.start(stateMachineArn ?? "", { n: 1 });
  const update = { stateMachineArn, definition: definition.replace("+ 1", "+ 2") };
  const { revisionId } = await workflows.client.send(new UpdateStateMachineCommand(update));
  const after = await workflows.start(stateMachineArn ?? "", { n: 1 });
  const definitionOf = async (executionArn: string) =>
    workflows.client.send(new DescribeStateMachineForExecutionCommand({ executionArn }));
  expect((await definitionOf(before)).definition).toBe(definition);
  expect(await definitionOf(after)).toMatchObject({ definition: update.definition, revisionId });
  expect((await workflows.ended(after)).output).toBe("3");
  const empty = new UpdateStateMachineCommand({ stateMachineArn });
  await expect(workflows.client.send(empty)).rejects.toMatchObject({ name: "MissingRequiredParameter" });
});

it("deletes a machine", async () => {
  const { stateMachineArn } = await create("gone");
  await workflows.client.send(new DeleteStateMachineCommand({ stateMachineArn }));
  await expect(workflows.start(stateMachineArn ?? "")).rejects.toMatchObject({ name: "StateMachineDoesNotExist" });
});

it("lists machines by name, page by page", async () => {
  for (const name of ["list-b", "list-a"]) await create(name);
  const names: (string | undefined)[] = [];
  let nextToken: string | undefined;
  do {
    const page = await workflows.client.send(new ListStateMachinesCommand({ maxResults: 1, nextToken }));
    names.push(...(page.stateMachines ?? []).map(({ name }) => name));
    nextToken = page.nextToken;
  } while (nextToken);
  expect(names.filter((name) => name?.startsWith("list-"))).toEqual(["list-a", "list-b"]);
});

it("keeps tags", async () => {
  const { stateMachineArn: resourceArn } = await create("tagged", { tags: [{ key: "a", value: "1" }] });
  await workflows.client.send(new TagResourceCommand({ resourceArn, tags: [{ key: "b", value: "2" }] }));
  await workflows.client.send(new UntagResourceCommand({ resourceArn, tagKeys: ["a"] }));
  const { tags } = await workflows.client.send(new ListTagsForResourceCommand({ resourceArn }));
  expect(tags).toEqual([{ key: "b", value: "2" }]);
});

it("checks a definition without making a machine of it", async () => {
  const check = (text: string) =>
    workflows.client.send(new ValidateStateMachineDefinitionCommand({ definition: text }));
  expect(await check(definition)).toMatchObject({ result: "OK", diagnostics: [] });
  expect(await check("{")).toMatchObject({
    result: "FAIL",
    diagnostics: [{ code: "INVALID_JSON_DESCRIPTION", severity: "ERROR" }],
  });
});

it.skipIf(!aws)("is used by the AWS CLI", async () => {
  const cli = async (...args: string[]) => {
    const { stdout } = await run("aws", ["stepfunctions", ...args, "--output", "json"], {
      env: { ...process.env, ...cloud.env },
    });
    return JSON.parse(stdout);
  };
  const { stateMachineArn } = await cli(
    "create-state-machine",
    "--name",
    "cli",
    "--definition",
    definition,
    "--role-arn",
    ROLE,
  );
  const { executionArn } = await cli("start-execution", "--state-machine-arn", stateMachineArn, "--input", '{"n":41}');
  await workflows.ended(executionArn);
  expect(await cli("describe-execution", "--execution-arn", executionArn)).toMatchObject({
    status: "SUCCEEDED",
    output: "42",
  });
  const { events } = await cli("get-execution-history", "--execution-arn", executionArn);
  expect(events.at(-1)).toMatchObject({ type: "ExecutionSucceeded", executionSucceededEventDetails: { output: "42" } });
});
