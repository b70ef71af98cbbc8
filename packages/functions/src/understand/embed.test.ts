import { provideActor } from "@videoflow/core/actor";
import { createId } from "@videoflow/core/id";
import { assetWith, scenesOf } from "@videoflow/core/search/testing";
import { startTestStage } from "@videoflow/core/testing";
import type { Context } from "aws-lambda";
import { afterAll, expect, it } from "vitest";

const stage = await startTestStage();
afterAll(() => stage.stop());
const { handler } = await import("./embed.ts");
const { Resource } = await import("sst");
const { countVectors } = await import("@videoflow/core/search/vectors");
const Run = await import("@videoflow/core/run/run");

it("the step embeds an asset's scenes, and may run twice", async () => {
  const workspaceId = createId("wsp");
  const inWorkspace = <Result>(run: () => Promise<Result>) => provideActor({ workspaceId, who: "operator" }, run);
  const { assetId } = await inWorkspace(() => assetWith(scenesOf("A dog.", "A cat.")));
  const runId = createId("run");
  await inWorkspace(() => Run.begin({ runId, workflow: "Understand", assetId }));
  const event = { workspaceId, assetId, runId, step: "Embed", attempt: 0, from: null };
  const context = { awsRequestId: "1" } as Context;
  expect(await handler(event, context)).toEqual({ vectors: 2 });
  expect(await handler({ ...event, attempt: 1 }, context)).toEqual({ vectors: 2 });
  expect(await inWorkspace(() => countVectors(Resource.Vectors.index, assetId, 2))).toBe(2);
});
