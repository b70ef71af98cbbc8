import { InvokeWithResponseStreamCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, expect, it } from "vitest";
import { testFunction, testGraph, testProject } from "../../lambda/test-project.ts";
import { startTestCloud, type TestCloud } from "../../testing.ts";

const project = testProject({
  "src/plain.ts": "export const handler = async () => 'all at once';",
  "src/stream.ts": `
    export const handler = awslambda.streamifyResponse(async (event, stream) => {
      if (event.fail === "before") throw new Error("not begun");
      stream.write("first ");
      await new Promise((done) => setTimeout(done, 5));
      if (event.fail === "after") throw new Error("half way");
      stream.end("second");
    });`,
});

let cloud: TestCloud;

beforeAll(async () => {
  const parts = [testFunction("stream", "src/stream.handler"), testFunction("plain", "src/plain.handler")];
  cloud = await startTestCloud({ root: project.root, ...testGraph(parts) });
});

afterAll(async () => {
  await cloud.stop();
  project.remove();
});

async function stream(name: string, event: object) {
  const input = { FunctionName: name, Payload: JSON.stringify(event) };
  const lambda = new LambdaClient(cloud.clientConfig);
  const { EventStream } = await lambda.send(new InvokeWithResponseStreamCommand(input));
  let text = "";
  for await (const { PayloadChunk, InvokeComplete } of EventStream ?? []) {
    text += Buffer.from(PayloadChunk?.Payload ?? "").toString();
    if (InvokeComplete) return { text, error: InvokeComplete.ErrorDetails };
  }
  throw new Error("The stream had no end");
}

it("pieces of an answer arrive as they come", async () => {
  expect(await stream("stream", {})).toEqual({ text: "first second", error: undefined });
});

it("an answer is one piece where the handler does not stream", async () => {
  expect(await stream("plain", {})).toEqual({ text: '"all at once"', error: undefined });
});

it.each([
  ["before", "", /not begun/],
  ["after", "first ", /half way/],
])("an error is told %s the answer begins", async (fail, text, error) => {
  expect(await stream("stream", { fail })).toEqual({ text, error: expect.stringMatching(error) });
});
