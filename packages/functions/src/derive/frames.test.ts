import { createId } from "@videoflow/core/id";
import { inWorkspace, startTestStage } from "@videoflow/core/testing";
import { afterAll, expect, it } from "vitest";

const stage = await startTestStage();
const { uploadWhole } = await import("@videoflow/core/bucket");
const { framePlace } = await import("@videoflow/core/derivative/frame-place");
const { framesOf } = await import("./frames.ts");
afterAll(() => stage.stop());

const COUNT = 40;

it("reads of many frames those that are asked for, in that order, and tells how many there are", () =>
  inWorkspace(async (workspaceId) => {
    const asset = { workspaceId, assetId: createId("ast") } as Parameters<typeof framesOf>[0];
    for (let index = 0; index < COUNT; index++)
      await uploadWhole(`frame ${index}`, framePlace(asset, index), "image/jpeg");
    const frames = await framesOf(asset);
    expect(frames.count).toBe(COUNT);
    const texts = async (indexes: Iterable<number>) => {
      const texts: string[] = [];
      for await (const bytes of frames.read(indexes)) texts.push(Buffer.from(bytes).toString());
      return texts;
    };
    expect(await texts([0, 2, 39])).toEqual(["frame 0", "frame 2", "frame 39"]);
    // More than are on their way at once.
    expect(await texts(new Array(COUNT).keys())).toEqual(Array.from({ length: COUNT }, (_, index) => `frame ${index}`));
    await expect(texts([1, COUNT])).rejects.toThrow("is gone or was replaced");
  }));
