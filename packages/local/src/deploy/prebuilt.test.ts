import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { afterAll, expect, it } from "vitest";
import type { Resource } from "../graph/resources.ts";
import { REGION, startCloud } from "../start.ts";

const directory = mkdtempSync(path.join(tmpdir(), "videoflow-prebuilt-"));
writeFileSync(path.join(directory, "own.ts"), "export const handler = async () => 'here';\n");
const role = { type: "aws:iam/role:Role", name: "Role", inputs: { name: "role", inlinePolicies: [] } };
const fn = (name: string): Resource => ({
  type: "aws:lambda/function:Function",
  name: `${name}Function`,
  inputs: { name, role: "arn:aws:iam::000000000000:role/role", timeout: 5, memorySize: 256 },
});
const permission = (name: string): Resource => ({
  type: "aws:lambda/permission:Permission",
  name: `${name}Permission`,
  inputs: { function: name, action: "lambda:InvokeFunction", principal: "cloudfront.amazonaws.com" },
});
const distribution = { type: "aws:cloudfront/distribution:Distribution", name: "Cdn", inputs: {} };

const notes: { event: string; fields: object | undefined }[] = [];
const running = await startCloud({
  app: "app",
  stage: "test",
  root: directory,
  directory: path.join(directory, "state"),
  port: 0,
  journal: {
    info: (event, fields) => void notes.push({ event, fields }),
    error: (event, error, fields) => console.error(event, error, fields),
  },
  graph: async () => ({
    app: "app",
    stage: "test",
    resources: [role, fn("own"), permission("own"), fn("site"), permission("site"), distribution],
    functions: {
      ownFunction: { handler: "own.handler", links: [] },
      siteFunction: { handler: "index.handler", links: [], prebuilt: true },
    },
    links: {},
  }),
});
const client = new LambdaClient({ endpoint: running.place.endpoint(), region: REGION, credentials: running.keys });
afterAll(async () => {
  client.destroy();
  await running.stop();
  rmSync(directory, { recursive: true, force: true });
});

it("leaves out a function whose code a deploy builds, with what belongs to it, and says so", async () => {
  await expect(client.send(new InvokeCommand({ FunctionName: "site" }))).rejects.toMatchObject({
    name: "ResourceNotFoundException",
  });
  const left = notes.filter(({ event }) => event === "deploy.not_served").map(({ fields }) => fields);
  expect(left).toEqual([
    { names: ["siteFunction", "sitePermission"], reason: expect.stringContaining("build") },
    { type: distribution.type, names: ["Cdn"] },
  ]);
});

it("serves the functions beside it", async () => {
  const { Payload } = await client.send(new InvokeCommand({ FunctionName: "own" }));
  expect(Payload?.transformToString()).toBe('"here"');
});
