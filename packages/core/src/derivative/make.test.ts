import { afterAll, expect, it } from "vitest";
import { inWorkspace, startTestStage } from "../testing.ts";

const stage = await startTestStage();
const { createId } = await import("../id.ts");
const { mediaOf } = await import("../asset/place.ts");
const { s3, uploadWhole, uriOf } = await import("../bucket.ts");
const { make } = await import("./make.ts");
const { DeleteObjectCommand } = await import("@aws-sdk/client-s3");

afterAll(() => stage.stop());

const provenance = {
  inputs: { proxy: "a".repeat(64) },
  operation: "shots",
  parameters: { threshold: 10, nested: { b: 1, a: 2 } },
  tool: "ffmpeg 5.1",
};

/** Makes shots of a new asset as often as asked, and tells how often the work was done. */
async function subject(workspaceId: string) {
  const assetId = createId("ast");
  const place = mediaOf({ workspaceId, assetId }, "shots.json");
  let made = 0;
  const work = async () => {
    made++;
    const fixity = await uploadWhole(`{"made":${made}}`, place, "application/json");
    const contentType = "application/json" as const;
    return { kind: "shots" as const, uri: uriOf(place), contentType, ...fixity, count: made };
  };
  return {
    place,
    made: () => made,
    make: (changes: Partial<typeof provenance> = {}, force = false) =>
      make({ assetId, kind: "shots", provenance: { ...provenance, ...changes }, force }, work),
  };
}

it("a derivative is made once, and is the same when it is asked for again", () =>
  inWorkspace(async (workspaceId) => {
    const shots = await subject(workspaceId);
    const first = await shots.make();
    expect(await shots.make({ parameters: { nested: { a: 2, b: 1 }, threshold: 10 } })).toEqual(first);
    expect(shots.made()).toBe(1);
  }));

it.each([
  ["another input", { inputs: { proxy: "b".repeat(64) } }],
  ["another operation", { operation: "cuts" }],
  ["other parameters", { parameters: { threshold: 11, nested: { b: 1, a: 2 } } }],
  ["another version of the tool", { tool: "ffmpeg 7.1" }],
])("a derivative is made again of %s", (_what, change) =>
  inWorkspace(async (workspaceId) => {
    const shots = await subject(workspaceId);
    await shots.make();
    expect(await shots.make(change)).toMatchObject({ count: 2 });
  }),
);

it("a derivative is made again when it is forced, or its file is gone", () =>
  inWorkspace(async (workspaceId) => {
    const shots = await subject(workspaceId);
    await shots.make();
    await shots.make({}, true);
    await s3.send(new DeleteObjectCommand({ Bucket: shots.place.bucket, Key: shots.place.key }));
    expect(await shots.make()).toMatchObject({ count: 3 });
  }));
