import { afterAll, afterEach, expect, it, vi } from "vitest";
import { testFunction, testGraph, testProject } from "../../lambda/test-project.ts";
import { startTestCloud } from "../../testing.ts";
import { integration, mainApi, part, permission, route } from "./test-api.ts";

const project = testProject({
  "src/slow.ts": `
    export const handler = async () => {
      console.log("begun");
      await new Promise((done) => setTimeout(done, 20_000));
    };`,
});
afterEach(() => void vi.restoreAllMocks());
afterAll(() => project.remove());

it.each([
  { what: "a function", authorization: {} },
  { what: "an authorizer", authorization: { authorizationType: "CUSTOM", authorizerId: "Slow" } },
])("does not take it for a failure of $what that the cloud ends", async (asked) => {
  const slow = testFunction("slow", "src/slow.handler", { timeout: 30 });
  const authorizer = { authorizerType: "REQUEST", authorizerUri: slow.arn, authorizerPayloadFormatVersion: "2.0" };
  const { resources, functions } = testGraph([slow]);
  const cloud = await startTestCloud({
    root: project.root,
    functions,
    resources: [
      ...resources,
      ...mainApi(),
      integration("Slow", slow.arn),
      part("authorizer:Authorizer", "Slow", { name: "slow", ...authorizer }),
      route("GET /slow", "Slow", asked.authorization),
      permission(slow.arn),
    ],
  });
  const problems = vi.spyOn(console, "error");
  const cutOff = fetch(`${cloud.endpoint}/_aws/execute-api/mainapi/slow`).catch(() => "cut off");
  const input = { logGroupName: "/aws/lambda/slow", filterPattern: "begun" };
  const began = () =>
    cloud.cloud.call<{ events?: unknown[] }>({ kind: "operator" }, "logs", "FilterLogEvents", input).then(
      ({ events = [] }) => events.length,
      () => 0,
    );
  await expect.poll(began, { timeout: 20_000 }).toBe(1);
  await cloud.stop();
  expect(await cutOff).toBe("cut off");
  expect(problems).not.toHaveBeenCalled();
});
